// A client that does not read what it is sent does not fill the server's memory: it is cut, and catches up
// when it is back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';
import { connectRaw, type RawWebSocket } from './raw-websocket.ts';

/** How often the server looks */
const CHECK_MS = 2_000;
/** What a person has whose connection is gone */
const GRACE_MS = 5_000;
const LONG = 'long '.repeat(1_600);

const clock = createManualClock();
let room: RunningRoom;
let other: Guest;
before(async () => {
  room = await openRoom({ clock, settings: { limits: false } });
  room.server.events.on('log', ({ msg, person: name, bound }) => {
    if (msg === 'unread-cut') cuts.push([name, bound]);
  });
  other = await enter(room.url, person('Other'), { join: { batch: true } });
  await Promise.all(Array.from({ length: 1_000 }, () => other.say('general', LONG)));
});
after(async () => {
  other.close();
  await room.close();
});

/** Why idlers were cut, as the host's log says it. */
const cuts: unknown[] = [];

/** Connected, in the room, and reads nothing from now on; answers when its connection is gone. */
async function openIdler(): Promise<RawWebSocket & { gone: Promise<void> }> {
  const raw = await connectRaw(room.port);
  const gone = new Promise<void>((resolve) => {
    raw.socket.once('close', () => {
      resolve();
    });
  });
  raw.socket.removeAllListeners('data').pause();
  raw.send('42["join_user",{"user":{"id":"idler","username":"Idler"}}]');
  return { ...raw, gone };
}

test('who asks for histories and does not read them is cut at once, or there would be 800 MB waiting', async () => {
  const idler = await openIdler();
  for (let count = 0; count < 200; count += 1)
    idler.send(`42["join_channel",{"channel_id":"${count % 2 === 0 ? 'general' : 'random'}"}]`);
  // its grace begins without the clock having moved, so without a look
  await clock.scheduled(GRACE_MS);
  idler.socket.resume();
  await idler.gone;
  await other.say('general', 'still here');
  assert.deepEqual(cuts.splice(0), [['Idler', 'ofConnection']]);
});

test('who does not read new messages is cut at the next look, and gets them when it is back', async () => {
  const idler = await openIdler();
  idler.send('42["join_channel",{"channel_id":"help"}]');
  const first = await other.say('help', 'the first');
  // the system takes some of it before the server has to keep anything
  await Promise.all(Array.from({ length: 4_000 }, () => other.say('help', LONG)));
  clock.advance(CHECK_MS);
  await other.settled();
  idler.socket.resume();
  await idler.gone;

  const back = await enter(room.url, person('Idler', { id: 'idler' }));
  const joined = await back.askOk('join_channel', { channel_id: 'help', after_seq: first.seq, limit: 1 });
  assert.deepEqual(
    [joined.reset, joined.last_seq, joined.reset && joined.messages.at(-1)?.content],
    [true, 4_001, LONG],
  );
  back.close();
});

test('who reads is not cut, however much it is sent', async () => {
  const reader = await enter(room.url, person('Reader'));
  await reader.askOk('join_channel', { channel_id: 'random' });
  for (let round = 0; round < 5; round += 1) {
    const said = await Promise.all(Array.from({ length: 500 }, () => other.say('random', LONG)));
    clock.advance(CHECK_MS);
    await reader.next('new_message', ({ message }) => message.id === said.at(-1)?.id);
  }
  assert.equal(reader.socket.connected, true);
  reader.close();
});
