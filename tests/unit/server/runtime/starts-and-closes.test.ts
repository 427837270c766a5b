// The server is a value: it can be started and closed again and again, beside others, and leaves nothing
// behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as connectRaw } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import { createChatServer, defaultSettings, type ChatServer } from '../../../../server/index.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

/** Far more than the other side of a connection takes to end */
const PATIENCE_MS = 20_000;

async function make(t: TestContext): Promise<ChatServer> {
  const data = await mkdtemp(join(tmpdir(), 'lanline-server-'));
  const server = createChatServer({
    settings: { ...defaultSettings, data, port: 0, host: '127.0.0.1', freeSpaceFloor: 0 },
  });
  t.after(async () => {
    await server.close();
    await rm(data, { recursive: true, force: true });
  });
  return server;
}

/** What a program could leak: whatever keeps a process alive, listeners on the process, open files. */
async function held(): Promise<Record<string, number>> {
  // closed handles are gone after the turn in which they were closed
  for (let count = 0; count < 20; count += 1) await turn();
  const counts: Record<string, number> = {};
  for (const name of process.getActiveResourcesInfo()) counts[name] = (counts[name] ?? 0) + 1;
  for (const event of process.eventNames())
    counts[`process.on(${String(event)})`] = process.listenerCount(event);
  if (existsSync('/proc/self/fd')) counts['open files'] = readdirSync('/proc/self/fd').length;
  return counts;
}

/**
 * One life of a server with all it has: sockets of both transports, a message, an upload, somebody who never
 * asks anything.
 */
async function live(server: ChatServer): Promise<void> {
  const { port } = await server.start();
  const url = `http://127.0.0.1:${String(port)}`;
  const clients = [
    await enter(url, person('Anna')),
    await enter(url, person('Berta'), { transport: 'polling' }),
  ];
  await clients[0]?.say('general', 'hello');
  const boundary = 'xxBOUNDARYxx';
  const answer = await fetch(`${url}/api/upload`, {
    method: 'POST',
    headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}`, Connection: 'close' },
    body: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\ntext\r\n--${boundary}--\r\n`,
  });
  assert.equal(answer.status, 200);
  await answer.arrayBuffer();
  const spare = connectRaw(port, '127.0.0.1');
  await once(spare, 'connect');
  const spareClosed = once(spare, 'close');
  const gone = clients.map(
    ({ socket }) =>
      new Promise((resolve) => {
        socket.once('disconnect', resolve);
      }),
  );
  await server.close();
  // all of the server's ends are closed; ours follow
  await Promise.all([...gone, spareClosed]);
  for (const client of clients) client.close();
}

test('started and closed twenty times in one process, in full use, it leaks nothing', async (t) => {
  const server = await make(t);
  // the first lives load what is loaded once
  for (let life = 0; life < 3; life += 1) await live(server);
  const before = await held();
  for (let life = 0; life < 20; life += 1) await live(server);
  // what is about to end when all is closed, such as the other side's part of a websocket's end, may take its
  // turn; what leaks stays. Nothing tells when the process has let go of something, so it is looked each turn
  const leaked = async (): Promise<string[]> =>
    Object.entries(await held())
      .filter(([name, count]) => count > (before[name] ?? 0))
      .map(([name, count]) => `${name}: ${String(before[name] ?? 0)} before, ${String(count)} after`);
  const end = performance.now() + PATIENCE_MS;
  while ((await leaked()).length > 0 && performance.now() < end) await turn();
  assert.deepEqual(await leaked(), []);
});

test('two run side by side over two folders and know nothing of each other', async (t) => {
  const [left, right] = await Promise.all([openRoom(), openRoom()]);
  t.after(() => Promise.all([left.close(), right.close()]));
  const [anna, berta] = [await enter(left.url, person('Anna')), await enter(right.url, person('Berta'))];
  t.after(() => {
    anna.close();
    berta.close();
  });
  for (const each of [anna, berta]) await each.askOk('join_channel', { channel_id: 'general' });
  await anna.say('general', 'left');
  await berta.say('general', 'right');
  await right.server.channels.create({ id: 'only-right', name: 'Only right' });
  await Promise.all([anna.settled(), berta.settled()]);
  assert.deepEqual(
    [anna, berta].map((each) => each.all('new_message').map(({ message }) => message.content)),
    [['left'], ['right']],
  );
  assert.deepEqual(
    [anna, berta].map((each) => each.all('user_connected').length),
    [0, 0],
  );
  assert.notEqual(anna.all('connected')[0].server_id, berta.all('connected')[0].server_id);
  await left.server.close();
  assert.deepEqual(
    [left, right].map(({ server }) => server.state.state),
    ['stopped', 'running'],
  );
  assert.equal((await berta.say('general', 'still here')).seq, 2);
});

const PROGRAM = fileURLToPath(new URL('start-and-close.ts', import.meta.url));

test('a process that imports it ends by itself; one that starts and closes it too, with people and an idle connection on it', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'lanline-server-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  for (const what of ['import', 'start']) {
    const child = spawn(process.execPath, [PROGRAM, what, data], { stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => {
      child.kill();
    });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    const reading = createInterface({ input: child.stdout });
    if (what === 'start') {
      const [line] = (await once(reading, 'line')) as [string];
      const port = Number(line);
      const spare = connectRaw(port, '127.0.0.1');
      await once(spare, 'connect');
      t.after(() => {
        spare.destroy();
      });
      // the program closes the server when somebody has joined
      const guest = await enter(`http://127.0.0.1:${String(port)}`, person('Anna'));
      t.after(() => {
        guest.close();
      });
    }
    reading.on('line', (line) => {
      lines.push(line);
    });
    assert.deepEqual(await exited, [0, null], what);
    assert.deepEqual(lines, ['no listeners of the process'], what);
  }
});
