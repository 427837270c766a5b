// Extension 1: every event takes an acknowledgement, its answer comes there alone, and durable goes before
// broadcast before ack.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ERRORS } from '../../../protocol/errors.ts';
import type { FileSystem } from '../../../server/store/files/file-system.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { syncedAfter } from '../../support/helpers/slow-disk.ts';
import { connect, enter, enterAsOldClient, person } from '../../support/helpers/test-client.ts';

/** A disk on which the channel `held` is synced only when the gate is open. */
function createGate(): { fs: FileSystem; open: () => void; close: () => void } {
  let gate = Promise.withResolvers<void>();
  gate.resolve();
  return {
    open() {
      gate.resolve();
    },
    close() {
      gate = Promise.withResolvers();
    },
    fs: syncedAfter('held.jsonl', () => gate.promise),
  };
}

const gate = createGate();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ fs: gate.fs });
  await room.server.channels.create({ id: 'held', name: 'Held' });
});
after(() => room.close());

test('every event answers {ok: true, …} in its acknowledgement and nowhere else', async (t) => {
  const client = await connect(room.url);
  t.after(() => {
    client.close();
  });
  const user = person('Anna');
  const joined = await client.askOk('join_user', { user });
  assert.equal(joined.user.id, user.id);
  assert.deepEqual(joined.channels.map(({ id }) => id).slice(0, 3), ['general', 'random', 'help']);
  const { id, name, version, build, limits, features } = joined.server;
  assert.deepEqual([id, build], [client.all('connected')[0].server_id, 'dev']);
  assert.ok(name !== '' && version !== '' && features.length > 0);
  assert.deepEqual(
    [limits.message, limits.upload, limits.types.includes('png')],
    [8_000, 10 * 1024 * 1024, true],
  );

  const channel = await client.askOk('join_channel', { channel_id: 'general' });
  assert.deepEqual(
    [channel.channel_id, channel.last_seq, channel.has_more, channel.reset],
    ['general', 0, false, true],
  );
  const { message } = await client.askOk('send_message', {
    channel_id: 'general',
    message: { content: 'hello' },
  });
  assert.deepEqual([message.content, message.seq, message.user_id], ['hello', 1, user.id]);
  assert.deepEqual(await client.ask('typing_start', { channel_id: 'general' }), { ok: true });
  assert.deepEqual(await client.ask('typing_stop', { channel_id: 'general' }), { ok: true });
  assert.equal((await client.askOk('set_profile', { status: 'away' })).user['status'], 'away');
  assert.deepEqual(await client.ask('leave_channel', { channel_id: 'general' }), { ok: true });
  assert.deepEqual(client.all('channel_messages'), []);
  assert.deepEqual(client.all('error'), []);
});

test('what is refused answers {ok: false, error: {code, message}} in the acknowledgement alone', async (t) => {
  const stranger = await connect(room.url);
  const guest = await enter(room.url, person('Anna'));
  t.after(() => {
    stranger.close();
    guest.close();
  });
  const join = { channel_id: 'general' };
  const cases: [client: typeof stranger, event: any, payload: unknown, code: keyof typeof ERRORS][] = [
    [stranger, 'send_message', { channel_id: 'general', message: { content: 'x' } }, 'unauthenticated'],
    [stranger, 'join_channel', join, 'unauthenticated'],
    [stranger, 'set_profile', { status: 'away' }, 'unauthenticated'],
    [guest, 'join_user', null, 'invalid'],
    [guest, 'join_user', { user: { id: '', username: 'x' } }, 'invalid'],
    [guest, 'join_user', { user: person('x', { much: 'x'.repeat(4_096) }) }, 'invalid'],
    [guest, 'join_user', { user: person('x'), token: 'short' }, 'invalid'],
    [guest, 'join_channel', 'general', 'invalid'],
    [guest, 'join_channel', { channel_id: '../etc' }, 'invalid'],
    [guest, 'join_channel', { channel_id: 'no-such-channel' }, 'not_found'],
    [guest, 'join_channel', { ...join, limit: 101 }, 'invalid'],
    [guest, 'join_channel', { ...join, after_seq: -1 }, 'invalid'],
    [guest, 'leave_channel', {}, 'invalid'],
    [guest, 'send_message', { channel_id: 'general' }, 'invalid'],
    [guest, 'send_message', { channel_id: 'general', message: {} }, 'empty'],
    [guest, 'send_message', { channel_id: 'general', message: { content: ' \n\t ' } }, 'empty'],
    [guest, 'send_message', { channel_id: 'general', message: { content: 'x'.repeat(8_001) } }, 'too_long'],
    [
      guest,
      'send_message',
      { channel_id: 'general', message: { content: '', file: { unique_filename: 'nothing.png' } } },
      'not_found',
    ],
    [guest, 'send_message', { channel_id: 'general', message: { content: 'x', client_id: '' } }, 'invalid'],
    [
      guest,
      'send_message',
      { channel_id: 'general', message: { content: 'x', client_id: 'x'.repeat(65) } },
      'invalid',
    ],
    [guest, 'set_profile', { status: 'asleep' }, 'invalid'],
    [guest, 'set_profile', { username: '   ' }, 'bad_name'],
    [guest, 'typing_start', [], 'invalid'],
    [guest, 'no_such_event', {}, 'invalid'],
  ];
  for (const [client, event, payload, code] of cases) {
    const answer: any = await client.ask(event, payload);
    assert.equal(answer.ok, false, `${String(event)} ${JSON.stringify(payload)?.slice(0, 80)}`);
    assert.equal(answer.error.code, code, answer.error.message);
    assert.equal(typeof answer.error.message, 'string');
  }
  for (const client of [stranger, guest]) {
    assert.deepEqual(client.all('error'), []);
    assert.deepEqual(client.all('channel_messages'), []);
  }
});

test('without an acknowledgement the same comes as the event `error`, with its code', async (t) => {
  const old = await enterAsOldClient(room.url, person('Anna'));
  t.after(() => {
    old.close();
  });
  for (const [payload, code] of [
    [{ channel_id: 'general', message: { content: '' } }, 'empty'],
    [{ channel_id: '' }, 'invalid'],
    [null, 'invalid'],
  ] as const) {
    old.send('send_message', payload);
    const error = await old.next('error');
    assert.equal(error.code, code);
    assert.ok(error.message.length > 0);
  }
});

test('8,000 characters are counted as characters, and a long text is an error and no cut connection', async (t) => {
  const guest = await enter(room.url, person('Anna'));
  t.after(() => {
    guest.close();
  });
  assert.equal((await guest.say('general', '😀'.repeat(8_000))).content.length, 16_000);
  const answer = await guest.ask('send_message', {
    channel_id: 'general',
    message: { content: 'x'.repeat(200_000) },
  });
  assert.equal(answer.ok ? '' : answer.error.code, 'too_long');
  assert.ok(guest.socket.connected);
});

test('durable, then broadcast, then ack', async (t) => {
  const [anna, berta] = [await enter(room.url, person('Anna')), await enter(room.url, person('Berta'))];
  t.after(() => {
    gate.open();
    anna.close();
    berta.close();
  });
  for (const client of [anna, berta]) await client.askOk('join_channel', { channel_id: 'held' });
  gate.close();
  let isAnswered = false;
  const answer = Promise.withResolvers<string[]>();
  anna.socket.emit('send_message', { channel_id: 'held', message: { content: 'kept' } }, () => {
    isAnswered = true;
    answer.resolve(anna.names());
  });
  await anna.settled();
  await berta.settled();
  const listed = await (await fetch(`${room.url}/api/channels/held/messages`)).json();
  assert.equal(isAnswered, false);
  assert.deepEqual(
    [anna.all('new_message'), berta.all('new_message'), listed],
    [[], [], []],
    'nothing is known before it is on the disk',
  );
  gate.open();
  assert.equal((await answer.promise).at(-1), 'new_message', 'the broadcast came before the ack');
  assert.equal((await berta.next('new_message')).message.content, 'kept');
});
