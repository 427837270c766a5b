// The machine sleeps and wakes: nothing that was accepted is lost, and who did not survive is not shown as
// here.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { LogLine } from '../../../../server/index.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { slowDisk } from '../../../support/helpers/slow-disk.ts';
import { enter, person, TRANSPORTS } from '../../../support/helpers/test-client.ts';
import { connectRaw } from '../../../robustness/threats/raw-websocket.ts';

const DEADLINE = 3_000;
const ANSWER = 5_000;

async function slowRoom(t: TestContext) {
  const clock = createManualClock();
  const { fs, slow, reached, go } = slowDisk('general.jsonl');
  const room = await openRoom({ clock, fs, settings: { logLevel: 'info' } });
  t.after(async () => {
    go();
    await room.close();
  });
  const log: LogLine[] = [];
  room.server.events.on('log', (line) => {
    log.push(line);
  });
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  slow();
  const said = anna.say('general', 'just before');
  await reached;
  return { room, clock, go, log, anna, said };
}

test('before it sleeps clients are told, and what was accepted is on the disk', async (t) => {
  const { room, go, log, anna, said } = await slowRoom(t);
  const order: string[] = [];
  const sleep = async (): Promise<void> => {
    await room.server.suspend();
    order.push('ready');
  };
  const suspended = sleep();
  assert.deepEqual(await anna.next('server_closing'), {
    reason: 'The computer of the host goes to sleep',
    code: 'sleeping',
  });
  order.push('stored');
  go();
  await suspended;
  assert.deepEqual(order, ['stored', 'ready']);
  assert.match(await readFile(join(room.folder, 'channels', 'general.jsonl'), 'utf8'), /just before/);
  await said;
  assert.ok(log.some(({ msg }) => msg === 'suspended'));
  await anna.say('general', 'sleep did not come');
});

test('a disk that takes too long does not keep the machine awake', async (t) => {
  const { room, clock, go, log, said } = await slowRoom(t);
  const suspended = room.server.suspend();
  clock.advance(DEADLINE);
  await suspended;
  assert.ok(log.some(({ msg, level }) => msg === 'suspended-late' && level === 'warn'));
  go();
  await said;
});

test('what is gathered goes out before it sleeps', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const [anna, ben] = [
    await enter(room.url, person('Anna')),
    await enter(room.url, person('Ben'), { join: { batch: true } }),
  ];
  t.after(() => {
    anna.close();
    ben.close();
  });
  await ben.askOk('join_channel', { channel_id: 'general' });
  await anna.say('general', 'at once');
  await anna.say('general', 'gathered');
  await ben.settled();
  assert.equal(ben.all('new_messages').length + ben.all('new_message').length, 1, 'time stands still');
  await room.server.suspend();
  await ben.next('new_message', ({ message }) => message.content === 'gathered');
});

for (const transport of TRANSPORTS) {
  test(`after it woke who lives stays on ${transport}, and who gives no sign of life within 5 s is cut`, async (t) => {
    const clock = createManualClock();
    const room = await openRoom({ clock });
    t.after(() => room.close());
    const anna = await enter(room.url, person('Anna'), { transport });
    t.after(() => {
      anna.close();
    });
    // reads nothing and answers no ping: what a connection is like whose other end is gone
    const dead = await connectRaw(room.port);
    dead.send('42["join_user",{"user":{"id":"dead","username":"Dead"}}]');
    await anna.next('user_connected');
    const gone = once(dead.socket, 'close');
    const pinged = new Promise((resolve) => {
      anna.socket.io.once('ping', () => {
        resolve(undefined);
      });
    });

    await room.server.resume();
    await pinged;
    await anna.settled();
    clock.advance(ANSWER - 1);
    await anna.settled();
    assert.equal(dead.socket.destroyed, false);
    clock.advance(1);
    await gone;
    await clock.scheduled(5_000); // its grace
    clock.advance(5_000);
    assert.equal((await anna.next('user_disconnected')).user_id, 'dead');
    assert.equal(anna.socket.connected, true);
    await anna.say('general', 'still here');
  });
}

test('waking many times at once leaves nothing behind on the connections', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  const warnings: string[] = [];
  const hear = ({ name, message }: Error): void => {
    if (name === 'MaxListenersExceededWarning') warnings.push(message);
  };
  process.on('warning', hear);
  t.after(() => process.off('warning', hear));
  for (let times = 0; times < 30; times += 1) await room.server.resume();
  await anna.settled();
  clock.advance(ANSWER);
  await anna.settled();
  assert.deepEqual(warnings, []);
  assert.equal(anna.socket.connected, true);
});

test('a server that does not run sleeps well', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  await room.server.close();
  await room.server.suspend();
  await room.server.resume();
});
