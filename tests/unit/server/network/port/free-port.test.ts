import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextFreePort } from '../../../../../server/network/port/free-port.ts';

test('a port that browsers block is not the next free one', async () => {
  assert.equal(await nextFreePort('127.0.0.1', 6_665), 6_670);
  // the last that there are
  assert.equal(await nextFreePort('127.0.0.1', 65_536), undefined);
});
