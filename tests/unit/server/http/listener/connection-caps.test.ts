// How many connections one address may hold, and all together.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { promisify } from 'node:util';
import type { HttpNote } from '../../../../../server/http/error-handler.ts';
import { capConnections } from '../../../../../server/http/listener/connection-caps.ts';
import { listenOnFirst } from '../../../../../server/http/listener/listen.ts';
import { open, received, startHttpServer } from '../http-server.ts';
import { closed } from './raw-requests.ts';

const FILE_HANDLES = new URL('../../../../../server/http/listener/file-handles.ts', import.meta.url).href;

test('an address has a cap, others have their own', async (t) => {
  const capped = createServer((_request, response) => {
    response.end('served');
  });
  const notes: HttpNote[] = [];
  capConnections(capped, {
    inAll: 100,
    perAddress: 3,
    log: (note) => {
      notes.push(note);
    },
    isTrusted: () => false,
    isTooFast: () => false,
  });
  t.after(
    () =>
      new Promise((resolve) => {
        capped.close(resolve);
        capped.closeAllConnections();
      }),
  );
  const accepted: Socket[] = [];
  capped.on('connection', (socket) => {
    accepted.push(socket);
  });
  const { port } = await listenOnFirst(capped, ['127.0.0.1'], 0);
  const held = await Promise.all([1, 2, 3].map(() => open(port, '127.0.0.2')));
  const over = await open(port, '127.0.0.2');
  await closed(over);
  await closed(await open(port, '127.0.0.2'));
  assert.deepEqual(
    notes,
    [{ level: 'warn', event: 'address_full', address: '127.0.0.2', connections: 3 }],
    'said once',
  );
  const other = await open(port, '127.0.0.3');
  const answer = received(other);
  other.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(await answer, /served/);

  const [first] = held;
  const itsEnd = accepted.find(({ remotePort }) => remotePort === first?.localPort);
  assert.ok(first && itsEnd);
  first.destroy();
  // its place is free as soon as the server has seen the end
  await once(itsEnd, 'close');
  const again = await open(port, '127.0.0.2');
  const text = received(again);
  again.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  assert.match(await text, /served/);
});

test('trusted addresses have no cap, and some connections beyond that of everybody together', async (t) => {
  const one = await startHttpServer({
    maxConnectionsPerAddress: 1,
    maxConnections: 3,
    isTrusted: (address) => address === '127.0.0.1',
  });
  t.after(() => one.close());
  const held = await Promise.all(['127.0.0.1', '127.0.0.1', '127.0.0.2'].map((from) => open(one.port, from)));
  for (const from of ['127.0.0.3', '127.0.0.4']) await closed(await open(one.port, from));
  assert.deepEqual(one.notes, [
    { level: 'warn', event: 'connections_full', connections: 3, address: '127.0.0.3' },
  ]);
  held.push(...(await Promise.all(Array.from({ length: 20 }, () => open(one.port)))));
  await closed(await open(one.port));
  assert.ok(held.every(({ destroyed }) => !destroyed));
});

test('with few file handles there are as many connections as leave the store some, and the log says so', async (t) => {
  for (const [files, connections] of [
    [256, 156],
    [1_024, 768],
    [20, 1],
  ] as const) {
    const one = await startHttpServer({ files });
    t.after(() => one.close());
    assert.deepEqual(one.notes, [{ level: 'warn', event: 'few_file_handles', files, connections }]);
  }
  const many = await startHttpServer({ files: Infinity });
  t.after(() => many.close());
  assert.deepEqual(many.notes, []);
});

test(
  'the limit is the process’s own',
  { skip: process.platform === 'win32' && 'Windows has none' },
  async () => {
    const source = `import { fileLimit } from ${JSON.stringify(FILE_HANDLES)}; console.log(fileLimit());`;
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `ulimit -n 300; exec "$0" --input-type=module -e "$1"`,
      process.execPath,
      source,
    ]);
    assert.equal(stdout, '300\n');
  },
);
