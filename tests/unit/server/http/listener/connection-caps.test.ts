// How many connections one address may hold, and all together.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import type { HttpNote } from '../../../../../server/http/error-handler.ts';
import { capConnections } from '../../../../../server/http/listener/connection-caps.ts';
import { listenOnFirst } from '../../../../../server/http/listener/listen.ts';
import { open, received, startHttpServer } from '../http-server.ts';
import { closed } from './raw-requests.ts';

test('an address has a cap, others have their own', async (t) => {
  const capped = createServer((_request, response) => {
    response.end('served');
  });
  const notes: HttpNote[] = [];
  capConnections(capped, {
    perAddress: 3,
    log: (note) => {
      notes.push(note);
    },
    isTrusted: () => false,
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

test('loopback has no cap, everybody together has one', async (t) => {
  const one = await startHttpServer({ maxConnectionsPerAddress: 1, maxConnections: 3 });
  t.after(() => one.close());
  const sockets = await Promise.all([1, 2, 3].map(() => open(one.port)));
  await closed(await open(one.port));
  assert.deepEqual(
    sockets.map(({ destroyed }) => destroyed),
    [false, false, false],
  );
});
