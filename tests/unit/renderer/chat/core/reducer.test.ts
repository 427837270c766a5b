// The rules that are easier said one by one than as properties.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Change } from '../../../../../renderer/chat/core/changes.ts';
import { initialState, newChannel } from '../../../../../renderer/chat/core/initial.ts';
import type { ChannelState, ChatState, OutboxEntry } from '../../../../../renderer/chat/core/model.ts';
import { reduce } from '../../../../../renderer/chat/core/reducer.ts';
import { createLogModel, ME } from './log-model.ts';

const make = (): { now: ChatState; model: ReturnType<typeof createLogModel> } => {
  const model = createLogModel();
  const channels = new Map(
    ['general', 'random'].map((id) => [
      id,
      newChannel({ id, name: id, type: 'text', description: '', createdAt: '' }),
    ]),
  );
  const now: ChatState = {
    ...initialState(0),
    stage: 'room',
    me: { id: ME, name: 'Me', status: 'online', verified: true },
    order: ['general', 'random'],
    channels,
    current: 'general',
  };
  return {
    model,
    now: reduce(now, { kind: 'snapshot', snapshot: model.join(undefined, null, 50), after: undefined }),
  };
};
const all = (now: ChatState, ...changes: Change[]): ChatState => changes.reduce(reduce, now);
const channel = (now: ChatState, id = 'general'): ChannelState =>
  now.channels.get(id) ?? assert.fail(`there is no ${id}`);
const arrive = (messages: ReturnType<ReturnType<typeof createLogModel>['say']>): Change => ({
  kind: 'event',
  event: 'new_messages',
  payload: { channel_id: 'general', messages },
});
const attended = (isAttended: boolean): Change => ({ kind: 'attended', isAttended });
const atNewest = (isAtNewest: boolean): Change => ({ kind: 'at-newest', isAtNewest });
const entry = (clientId: string): OutboxEntry => ({
  clientId,
  channelId: 'general',
  content: clientId,
  file: null,
  writtenAt: '',
  state: 'sending',
  reason: null,
  storedAs: null,
});

suite('what does not change stays the same object', () => {
  test('a message changes its channel alone', () => {
    const { now, model } = make();
    const first = all(now, arrive(model.say(3)));
    const second = all(first, arrive(model.say(1)));
    for (const part of ['people', 'order', 'connection', 'preferences', 'me', 'server'] as const)
      assert.equal(second[part], now[part], part);
    assert.equal(channel(second, 'random'), channel(now, 'random'));
    assert.equal(channel(second).messages[1], channel(first).messages[1]);
    assert.equal(channel(second).pending, channel(first).pending);
  });

  test('what says nothing new changes nothing', () => {
    const { now, model } = make();
    const said = model.say(2);
    const after = all(now, arrive(said));
    assert.equal(all(after, arrive(said)), after);
    assert.equal(all(after, { kind: 'open', channelId: 'general' }), after);
    assert.equal(all(after, { kind: 'open', channelId: 'nowhere' }), after);
    assert.equal(
      all(after, {
        kind: 'event',
        event: 'user_typing',
        payload: { channel_id: 'general', typing: true, user: { id: ME, username: 'Me' } },
      }),
      after,
    );
  });
});

suite('the line "new since you left"', () => {
  test('whoever looks away finds it where they stopped; it goes when they look away again after reading', () => {
    const { now, model } = make();
    const read = all(now, atNewest(true), arrive(model.say(3)));
    assert.deepEqual([channel(read).newSince, channel(read).unread, channel(read).readSeq], [null, 0, 3]);
    const away = all(read, attended(false), arrive(model.say(2)));
    assert.deepEqual([channel(away).newSince, channel(away).unread], [3, 2]);
    const back = all(away, attended(true), arrive(model.say(1)));
    assert.deepEqual([channel(back).newSince, channel(back).unread], [3, 0]);
    assert.equal(channel(all(back, attended(false))).newSince, null);
  });

  test('whoever is scrolled up has unread ones below it, until they get there', () => {
    const { now, model } = make();
    const up = all(now, atNewest(true), arrive(model.say(3)), atNewest(false), arrive(model.say(2)));
    assert.deepEqual([channel(up).newSince, channel(up).unread], [3, 2]);
    assert.equal(channel(all(up, { kind: 'read', channelId: 'general', seq: 4 })).unread, 1);
    assert.equal(channel(all(up, atNewest(true))).unread, 0);
  });

  test('whoever writes has read, and so has whoever wrote on another device', () => {
    const { now, model } = make();
    const unread = all(now, attended(false), arrive(model.say(3)));
    assert.deepEqual(
      [
        channel(all(unread, { kind: 'wrote', channelId: 'general' })).unread,
        channel(all(unread, { kind: 'wrote', channelId: 'general' })).newSince,
      ],
      [0, null],
    );
    assert.equal(channel(all(unread, arrive(model.say(1, ME)))).unread, 0);
  });
});

suite('what is on its way', () => {
  test('is its message when that comes, in one step', () => {
    const { now, model } = make();
    const waiting = all(now, { kind: 'entry', entry: entry('a') }, { kind: 'entry', entry: entry('b') });
    const came = all(waiting, arrive(model.say(1, ME, 'a', 'a')));
    assert.deepEqual(
      [
        channel(came).messages.map(({ content }) => content),
        channel(came).pending.map(({ clientId }) => clientId),
      ],
      [['a'], ['b']],
    );
  });

  test('somebody else’s message with the same key is not ours', () => {
    const { now, model } = make();
    const came = all(now, { kind: 'entry', entry: entry('a') }, arrive(model.say(1, 'other', 'a', 'a')));
    assert.equal(channel(came).pending.length, 1);
  });

  test('acknowledged before those before it are here, it waits for them without a hole', () => {
    const { now, model } = make();
    const waiting = all(now, { kind: 'entry', entry: entry('a') });
    const others = model.say(2);
    const [mine] = model.say(1, ME, 'a', 'a');
    assert.ok(mine);
    const acknowledged = all(waiting, { kind: 'sent', clientId: 'a', message: mine });
    assert.deepEqual(
      [
        channel(acknowledged).sync,
        channel(acknowledged).messages.length,
        channel(acknowledged).pending[0]?.storedAs,
      ],
      ['live', 0, 3],
    );
    const whole = all(acknowledged, arrive([...others, mine]));
    assert.deepEqual([channel(whole).messages.length, channel(whole).pending.length], [3, 0]);
  });

  test('acknowledged as the next one, it is there at once and not twice', () => {
    const { now, model } = make();
    const [mine] = model.say(1, ME, 'a', 'a');
    assert.ok(mine);
    const sent = all(
      now,
      { kind: 'entry', entry: entry('a') },
      { kind: 'sent', clientId: 'a', message: mine },
      arrive([mine]),
    );
    assert.deepEqual(
      [channel(sent).messages.length, channel(sent).pending.length, channel(sent).unread],
      [1, 0, 0],
    );
  });
});
