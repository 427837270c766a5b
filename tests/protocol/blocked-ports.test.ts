import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BLOCKED_PORTS } from '../../protocol/blocked-ports.ts';

test("each is a port that Node's fetch blocks, as browsers do", async () => {
  for (const port of BLOCKED_PORTS)
    await assert.rejects(fetch(`http://127.0.0.1:${String(port)}/`), (error: TypeError) => {
      assert.match(String(error.cause), /bad port/, String(port));
      return true;
    });
});
