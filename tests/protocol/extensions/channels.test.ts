// Channels through the host's own interface, told to everybody.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Channel } from '../../../protocol/channel.ts';
import { ChatError, type ErrorCode } from '../../../protocol/errors.ts';
import { failingFileSystem } from '../../robustness/fault/failing-file-system.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, enterAsOldClient, person, type Guest } from '../../support/helpers/test-client.ts';

let room: RunningRoom;
let witness: Guest;
before(async () => {
  room = await openRoom({ settings: { limits: false } });
  witness = await enter(room.url, person('Witness'));
});
after(async () => {
  witness.close();
  await room.close();
});

const listed = async (): Promise<Channel[]> =>
  (await (await fetch(`${room.url}/api/channels`)).json()) as Channel[];
const ids = async (): Promise<string[]> => (await listed()).map(({ id }) => id);
/** Everybody is told what the list says; changes within a second are told together, so that may be later. */
async function assertTold(): Promise<void> {
  const list = await listed();
  assert.deepEqual(list, await room.server.channels.list());
  await witness.next('channels_changed', ({ channels }) => isDeepStrictEqual(channels, list));
}
const refused =
  (code: ErrorCode) =>
  (error: unknown): boolean =>
    error instanceof ChatError && error.code === code;

test('general, random and help exist at first start', async () => {
  assert.deepEqual(
    (await listed()).map(({ id, name, type, description }) => [id, name, type, description]),
    [
      ['general', 'general', 'text', ''],
      ['random', 'random', 'text', ''],
      ['help', 'help', 'text', ''],
    ],
  );
});

test('made, renamed, described, reordered: everybody is told each time, and it outlives the server', async () => {
  const { channels } = room.server;
  const made = await channels.create({ id: 'physics', name: 'Physik 9b', description: 'all about it' });
  assert.deepEqual(
    [made.id, made.name, made.type, made.description],
    ['physics', 'Physik 9b', 'text', 'all about it'],
  );
  await assertTold();
  await channels.change('physics', { name: 'Physik 10b' });
  await assertTold();
  await channels.change('physics', { description: '' });
  await assertTold();
  await channels.reorder(['physics', 'help', 'random', 'general']);
  await assertTold();
  assert.deepEqual(await ids(), ['physics', 'help', 'random', 'general']);
  const nameless = await channels.create({ name: 'Ohne Kennung' });
  await assertTold();
  assert.match(nameless.id, /^[A-Za-z0-9_-]{1,64}$/);
  const earlier = await listed();
  assert.deepEqual([earlier[0]?.name, earlier[0]?.description], ['Physik 10b', '']);
  witness.close();
  await room.restart();
  assert.deepEqual(await listed(), earlier);
  witness = await enter(room.url, person('Witness'));
});

test('what cannot be is refused and changes nothing', async () => {
  const { channels } = room.server;
  const earlier = await listed();
  await assert.rejects(channels.create({ id: 'general', name: 'x' }), refused('channel_exists'));
  await assert.rejects(channels.create({ id: 'GENERAL', name: 'x' }), refused('channel_exists'));
  await assert.rejects(channels.create({ name: 'Random' }), refused('channel_exists'));
  await assert.rejects(channels.change('general', { name: 'RANDOM' }), refused('channel_exists'));
  await assert.rejects(channels.change('nothing', { name: 'x' }), refused('not_found'));
  await assert.rejects(channels.delete('nothing'), refused('not_found'));
  for (const order of [
    ['general'],
    [...earlier.map(({ id }) => id), 'more'],
    [...earlier.map(({ id }) => id).slice(1), earlier[1]?.id ?? ''],
  ]) {
    await assert.rejects(channels.reorder(order), refused('invalid'), order.join());
  }
  for (const bad of [
    { id: 'a b', name: 'x' },
    { id: 'ok', name: ' ' },
    { id: 'ok', name: 'x'.repeat(65) },
    { id: 'ok', name: 'x', description: 'x'.repeat(501) },
  ]) {
    await assert.rejects(channels.create(bad), refused('invalid'), JSON.stringify(bad));
  }
  assert.deepEqual(await listed(), earlier);
});

test('changes and deletions at the same time do not undo each other', async () => {
  const { channels } = room.server;
  await channels.create({ id: 'busy', name: 'Busy' });
  await assertTold();
  await Promise.all([
    channels.change('busy', { name: 'Busier' }),
    channels.change('busy', { description: 'more' }),
  ]);
  const [busy] = (await listed()).filter(({ id }) => id === 'busy');
  assert.deepEqual([busy?.name, busy?.description], ['Busier', 'more']);
  const outcomes = await Promise.allSettled([
    channels.delete('busy'),
    channels.delete('busy'),
    channels.change('busy', { name: 'x' }),
  ]);
  assert.deepEqual(
    outcomes.map((outcome) =>
      outcome.status === 'rejected' && outcome.reason instanceof ChatError
        ? outcome.reason.code
        : outcome.status,
    ),
    ['fulfilled', 'not_found', 'not_found'],
  );
  witness.close();
  witness = await enter(room.url, person('Witness'));
});

test('a disk that fails is told in words, and what came to be in spite of it is told to everybody', async (t) => {
  const failing = failingFileSystem();
  let mkdir = failing.mkdir;
  const fs = { ...failing, mkdir: (path: string) => mkdir(path) };
  const own = await openRoom({ fs, settings: { logLevel: 'silent' } });
  t.after(() => own.close());
  const { channels } = own.server;
  const client = await enter(own.url, person('Anna'));
  t.after(() => {
    client.close();
  });
  fs.arm({ failure: 'ENOSPC', at: 1, span: Infinity });
  for (const change of [
    () => channels.create({ name: 'x' }),
    () => channels.change('help', { name: 'x' }),
    () => channels.reorder(['help', 'random', 'general']),
    () => channels.delete('help'),
  ]) {
    await assert.rejects(change, refused('storage_full'));
  }
  fs.heal();
  assert.deepEqual(
    (await channels.list()).map(({ name }) => name),
    ['general', 'random', 'help'],
  );
  // taken off the list, but not moved away: that can be done later
  mkdir = () => Promise.reject(new Error('planted'));
  await channels.delete('help');
  assert.deepEqual(
    (await client.next('channels_changed')).channels.map(({ id }: Channel) => id),
    ['general', 'random'],
  );
});

test('an id that clashes but for its case is refused to clients too', async () => {
  const answer = await witness.ask('send_message', { channel_id: 'Random', message: { content: 'x' } });
  assert.equal(answer.ok ? '' : answer.error.code, 'channel_exists');
  assert.ok(!(await ids()).includes('Random'));
});

test('deleted: told, its log in the trash, remembered, and not made again by a client', async (t) => {
  const { channels } = room.server;
  await channels.create({ id: 'gone', name: 'Gone' });
  await assertTold();
  const [anna, old] = [
    await enter(room.url, person('Anna')),
    await enterAsOldClient(room.url, person('Old')),
  ];
  t.after(() => {
    anna.close();
    old.close();
  });
  await anna.askOk('join_channel', { channel_id: 'gone' });
  await anna.say('gone', 'last words');
  await channels.delete('gone');
  await assertTold();
  assert.ok(!(await ids()).includes('gone'));
  const check = async (): Promise<void> => {
    const client = await enter(room.url, person('Client'));
    const late = await enterAsOldClient(room.url, person('Late'));
    for (const id of ['gone', 'GONE']) {
      late.send('join_channel', { channel_id: id });
      assert.deepEqual((await late.next('channel_messages')).messages, []);
      late.send('send_message', { channel_id: id, message: { content: 'again' } });
      assert.equal((await late.next('error')).code, 'not_found');
      const answer = await client.ask('send_message', { channel_id: id, message: { content: 'again' } });
      assert.equal(answer.ok ? '' : answer.error.code, 'not_found');
      assert.equal(
        (
          await fetch(`${room.url}/api/channels/${id}/messages`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ message: { content: 'x' }, user: { id: 'x', username: 'x' } }),
          })
        ).status,
        404,
      );
      assert.deepEqual(await (await fetch(`${room.url}/api/channels/${id}/messages`)).json(), []);
    }
    client.close();
    late.close();
  };
  await check();
  await assert.rejects(access(join(room.folder, 'channels/gone.jsonl')));
  const trash = (await readdir(join(room.folder, 'trash'), { recursive: true })).filter((name) =>
    name.endsWith('gone.jsonl'),
  );
  assert.equal(trash.length, 1);
  assert.match(await readFile(join(room.folder, 'trash', trash[0] ?? ''), 'utf8'), /last words/);
  witness.close();
  await room.restart();
  witness = await enter(room.url, person('Witness'));
  await check();
});

test('the first message in a channel of a client’s own making tells everybody of it', async () => {
  const own = randomUUID();
  await witness.say(own, 'first');
  await assertTold();
  assert.deepEqual((await listed()).at(-1)?.id, own);
});

test('at most 500 channels @full', async () => {
  for (let count = (await ids()).length; count < 500; count += 1)
    await room.server.channels.create({ id: `c${String(count)}`, name: `one of many ${String(count)}` });
  await assert.rejects(room.server.channels.create({ name: 'one too many' }), refused('channel_limit'));
  const answer = await witness.ask('send_message', { channel_id: randomUUID(), message: { content: 'x' } });
  assert.equal(answer.ok ? '' : answer.error.code, 'channel_limit');
  assert.equal((await ids()).length, 500);
});

test('the last channel cannot be deleted', async (t) => {
  const own = await openRoom();
  t.after(() => own.close());
  await own.server.channels.delete('general');
  await own.server.channels.delete('help');
  await assert.rejects(own.server.channels.delete('random'), refused('last_channel'));
  assert.deepEqual(
    (await own.server.channels.list()).map(({ id }) => id),
    ['random'],
  );
});
