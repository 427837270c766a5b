// What others are told of somebody who leaves a channel and of somebody who types.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';

const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock });
});
after(() => room.close());

/** Two people in a channel of the test's own. */
async function pair(
  t: TestContext,
): Promise<{
  anna: Guest;
  witness: Guest;
  channel: string;
  channelOnly: { channel_id: string };
  typing: () => Promise<boolean[]>;
}> {
  const channel = randomUUID();
  const [witness, anna] = [await enter(room.url, person('Witness')), await enter(room.url, person('Anna'))];
  t.after(() => {
    witness.close();
    anna.close();
  });
  await witness.say(channel, 'makes it');
  const channelOnly = { channel_id: channel };
  for (const each of [witness, anna]) await each.askOk('join_channel', channelOnly);
  return {
    anna,
    witness,
    channel,
    channelOnly,
    async typing() {
      await witness.settled();
      return witness.all('user_typing').map((event) => event.typing as boolean);
    },
  };
}

test('leaving stops delivery at once and is told after 1 s', async (t) => {
  const { anna, witness, channel, channelOnly } = await pair(t);
  await anna.askOk('leave_channel', channelOnly);
  await witness.say(channel, 'gone?');
  clock.advance(999);
  await witness.settled();
  assert.deepEqual(witness.all('user_left_channel'), []);
  clock.advance(1);
  const left = await witness.next('user_left_channel');
  assert.deepEqual([left.user.id, left.channel_id], [anna.user.id, channel]);
  await anna.settled();
  assert.deepEqual(anna.all('new_message'), []);
  await anna.askOk('join_channel', channelOnly);
  assert.equal(
    (await witness.next('user_joined_channel', () => witness.all('user_joined_channel').length === 2)).user
      .id,
    anna.user.id,
  );
});

test('who is back within 1 s never left, on another of their sockets too', async (t) => {
  const { anna, witness, channelOnly } = await pair(t);
  for (let turn = 0; turn < 5; turn += 1) {
    await anna.askOk('leave_channel', channelOnly);
    clock.advance(900);
    await anna.askOk('join_channel', channelOnly);
  }
  const otherTab = await enter(room.url, anna.user);
  t.after(() => {
    otherTab.close();
  });
  await anna.askOk('leave_channel', channelOnly);
  await otherTab.askOk('join_channel', channelOnly);
  clock.advance(10_000);
  await witness.settled();
  assert.deepEqual(witness.all('user_left_channel'), []);
  assert.equal(witness.all('user_joined_channel').length, 1);
});

test('typing repeats are not passed on; the end comes 6 s after the last start', async (t) => {
  const { anna, typing, channelOnly } = await pair(t);
  for (let key = 0; key < 10; key += 1) {
    await anna.askOk('typing_start', channelOnly);
    clock.advance(1_000);
  }
  assert.deepEqual(await typing(), [true]);
  clock.advance(4_999);
  assert.deepEqual(await typing(), [true]);
  clock.advance(1);
  assert.deepEqual(await typing(), [true, false]);
  await anna.askOk('typing_start', channelOnly);
  await anna.askOk('typing_stop', channelOnly);
  await anna.askOk('typing_stop', channelOnly);
  clock.advance(10_000);
  assert.deepEqual(await typing(), [true, false, true, false]);
});

test('the end comes on leaving', async (t) => {
  const { anna, typing, channelOnly } = await pair(t);
  await anna.askOk('typing_start', channelOnly);
  await anna.askOk('leave_channel', channelOnly);
  clock.advance(1_000);
  assert.deepEqual(await typing(), [true, false]);
  await anna.askOk('typing_start', channelOnly);
  assert.deepEqual(await typing(), [true, false], 'nobody types where they are not');
});

test('an old page’s leave and join while typing are no end of it', async (t) => {
  const { anna, typing, channelOnly } = await pair(t);
  await anna.askOk('typing_start', channelOnly);
  for (let turn = 0; turn < 3; turn += 1) {
    await anna.askOk('leave_channel', channelOnly);
    await anna.askOk('join_channel', channelOnly);
    await anna.askOk('typing_start', channelOnly);
  }
  clock.advance(2_000);
  assert.deepEqual(await typing(), [true]);
});

test('the end comes on disconnecting, with the last tab', async (t) => {
  const { anna, witness, typing, channelOnly } = await pair(t);
  await anna.askOk('typing_start', channelOnly);
  anna.socket.disconnect();
  assert.equal((await witness.next('user_typing', (event) => !event.typing)).user.id, anna.user.id);
  assert.deepEqual(await typing(), [true, false]);
});
