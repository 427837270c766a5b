// The host's list of channels with what is in each, and when it is told that the list has changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Channel } from '../../../../server/index.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

test('how many messages are in each channel, and when the newest was written', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await anna.say('general', 'first');
  clock.advance(60_000);
  const { timestamp } = await anna.say('general', 'second');
  await anna.say('random', 'elsewhere');
  const info = await room.server.channels.info();
  assert.deepEqual(
    info.map(({ id, messages, lastAt }) => [id, messages, lastAt]),
    [
      ['general', 2, timestamp],
      ['random', 1, timestamp],
      ['help', 0, undefined],
    ],
  );
  for (const [index, channel] of (await room.server.channels.list()).entries())
    assert.deepEqual({ ...info[index], ...channel }, info[index]);
  await room.server.channels.delete('general');
  assert.deepEqual(
    (await room.server.channels.info()).map(({ id }) => id),
    ['random', 'help'],
  );
  await room.server.close();
  await assert.rejects(room.server.channels.info(), /not running/);
});

test('the list is told whenever the host or a first message changes it', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const told: (readonly Channel[])[] = [];
  const { channels, events } = room.server;
  events.on('channels', (list) => {
    told.push(list);
  });
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  for (const change of [
    () => channels.create({ id: 'physics', name: 'Physics' }),
    () => channels.change('physics', { description: 'Year 9' }),
    () => channels.reorder(['physics', 'help', 'random', 'general']),
    () => channels.delete('random'),
    () => anna.say('of-annas-own', 'Hello'),
  ]) {
    told.length = 0;
    await change();
    assert.deepEqual(told, [await channels.list()], String(change));
  }
  told.length = 0;
  await anna.say('of-annas-own', 'Hello again');
  await assert.rejects(channels.change('random', { name: 'x' }));
  assert.deepEqual(told, []);
});
