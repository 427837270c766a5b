// Small files of a room that are gone at the next start: what the others remember counts, and it is told.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { waysToLose } from '../../../../support/helpers/lost-file.ts';
import { loggedBy } from '../../../../support/helpers/room-log.ts';
import { openRoom, type RunningRoom } from '../../../../support/helpers/running-room.ts';
import { connect, person } from '../../../../support/helpers/test-client.ts';

const secret = (): string => `${randomUUID()}-${randomUUID()}`;
const ANNA = person('Anna', { id: 'anna' });
const TOKEN = secret();

/** A room in which Anna has written, with a secret. */
async function usedRoom(t: TestContext): Promise<RunningRoom> {
  const room = await openRoom();
  t.after(() => room.close());
  assert.equal(await joined(room, TOKEN), true);
  const client = await connect(room.url);
  await client.askOk('join_user', { user: ANNA, token: TOKEN });
  await client.askOk('send_message', { channel_id: 'general', message: { content: 'Hello' } });
  client.close();
  return room;
}

/** Whether Anna is verified, or why she is not let in. */
async function joined(room: RunningRoom, token: string): Promise<boolean | string> {
  const client = await connect(room.url);
  const answer = await client.ask('join_user', { user: ANNA, token });
  client.close();
  return answer.ok ? answer.user.verified === true : answer.error.code;
}

const idOf = async (room: RunningRoom): Promise<string> =>
  ((await (await fetch(`${room.url}/api/room`)).json()) as { server_id: string }).server_id;

for (const lost of [['format.json'], ['format.json', 'channels.json', 'channels.json.previous']])
  test(`without ${lost.join(', ')} it is the same room, and the log says what was missing`, async (t) => {
    const room = await usedRoom(t);
    const before = await idOf(room);
    await room.restart(() => {
      for (const name of lost) rmSync(join(room.folder, name), { force: true });
    });
    assert.equal(await idOf(room), before);
    assert.equal(await joined(room, TOKEN), true);
    assert.ok((await loggedBy(room)).has('format-missing'));
  });

test('with nothing that remembers its id it is another room, which the log says', async (t) => {
  const room = await usedRoom(t);
  const before = await idOf(room);
  await room.restart(() => {
    for (const name of ['format.json', 'channels.json.previous'])
      rmSync(join(room.folder, name), { force: true });
    const list = JSON.parse(readFileSync(join(room.folder, 'channels.json'), 'utf8')) as object;
    // as earlier versions wrote them
    writeFileSync(join(room.folder, 'channels.json'), JSON.stringify({ ...list, server_id: undefined }));
    for (const name of readdirSync(join(room.folder, 'channels'))) {
      const path = join(room.folder, 'channels', name);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/,"server_id":"[^"]+"/, ',"server_id":1'));
    }
  });
  assert.notEqual(await idOf(room), before);
  assert.ok((await loggedBy(room)).has('room-id-lost'));
});

test('a room of an earlier version keeps its id in channels.json from now on', async (t) => {
  const room = await usedRoom(t);
  const path = join(room.folder, 'channels.json');
  const list = () => JSON.parse(readFileSync(path, 'utf8')) as { server_id?: string };
  const before = list();
  assert.equal(before.server_id, await idOf(room));
  await room.restart(() => {
    writeFileSync(path, JSON.stringify({ ...before, server_id: undefined }));
  });
  assert.deepEqual(list(), before);
});

for (const { how, lose } of waysToLose('"anna"', '"anno"'))
  test(`users.jsonl ${how}: who has written was seen, and nobody can bind their id`, async (t) => {
    const room = await usedRoom(t);
    await room.restart(() => {
      lose(join(room.folder, 'users.jsonl'));
    });
    // they get in, as everybody does under this id now, and nobody is shown as verified
    assert.equal(await joined(room, secret()), false);
    assert.equal(await joined(room, TOKEN), false);
    await room.restart();
    assert.equal(await joined(room, secret()), false);
    assert.equal((await loggedBy(room)).get('people-from-messages')?.['count'], 1);
  });

test('channels.json gone: the channels are found by their logs, with their ids as names', async (t) => {
  const room = await usedRoom(t);
  await room.restart(() => {
    for (const name of ['channels.json', 'channels.json.previous'])
      rmSync(join(room.folder, name), { force: true });
  });
  const channels = await room.server.channels.list();
  assert.deepEqual(channels.map(({ id }) => id).toSorted(), ['general', 'help', 'random']);
  assert.equal((await loggedBy(room)).get('channels-from-logs')?.['count'], 3);
});

test('a room that is whole says nothing of all that', async (t) => {
  const room = await usedRoom(t);
  await room.restart();
  appendFileSync(join(room.folder, 'trash.txt'), '');
  await room.restart();
  assert.deepEqual([...(await loggedBy(room)).keys()], []);
});
