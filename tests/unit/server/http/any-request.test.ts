// Whatever comes, the answer is never a fault of ours. `HTTP_RUNS=5000` asks for more than the short form.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { brokenRequest, bytesOf, request } from './arbitrary-requests.ts';
import { startHttpServer } from './http-server.ts';

const RUNS = Number(process.env['HTTP_RUNS'] ?? 300);

let server: Awaited<ReturnType<typeof startHttpServer>>;
before(async () => {
  server = await startHttpServer({
    times: {
      headers: 500,
      check: 50,
      body: { windowMs: 300, bytes: 64, provenBytes: 1e6, windows: 3, bytesTogether: 192 },
    },
  });
});
after(() => server.close());

test('no request gets a 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (asked) => {
      const bytes = bytesOf(asked);
      const answer = await server.raw(bytes);
      assert.match(answer, /^HTTP\/1\.1 [1-4]\d\d /, bytes);
    }),
    { numRuns: RUNS },
  );
  assert.deepEqual(server.notes, []);
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
});

test('no bytes end the server', async () => {
  await fc.assert(
    fc.asyncProperty(brokenRequest, async (text) => {
      const answer = await server.raw(`${text}\r\n\r\n\0`);
      assert.doesNotMatch(answer, /HTTP\/1\.1 5\d\d /);
    }),
    { numRuns: RUNS },
  );
  assert.equal((await fetch(`${server.url}/api/health`)).status, 200);
});
