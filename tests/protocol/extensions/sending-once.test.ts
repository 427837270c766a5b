// Extension 2: the same client_id of one person in one channel is one message, for ever.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Message } from '../../../protocol/message.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom();
});
after(() => room.close());

async function history(channel: string): Promise<Message[]> {
  return (await (await fetch(`${room.url}/api/channels/${channel}/messages`)).json()) as Message[];
}

test('sent at once from two tabs and over HTTP: one message, one broadcast, the same answer for all', async (t) => {
  const user = person('Anna');
  const [first, second] = [await enter(room.url, user), await enter(room.url, user)];
  t.after(() => {
    first.close();
    second.close();
  });
  await first.askOk('join_channel', { channel_id: 'general' });
  const clientId = randomUUID();
  const post = async (): Promise<Message> => {
    const answer = await fetch(`${room.url}/api/channels/general/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: { content: 'x', client_id: clientId }, user }),
    });
    return (await answer.json()).message as Message;
  };
  const answers = await Promise.all([
    ...[first, second, first, second].map((tab, index) =>
      tab.say('general', `try ${String(index)}`, { client_id: clientId }),
    ),
    post(),
    post(),
  ]);
  assert.deepEqual(new Set(answers.map(({ id }) => id)).size, 1);
  assert.equal(answers[0]?.client_id, clientId);
  assert.deepEqual(
    answers.map(({ content }) => content),
    answers.map(() => answers[0]?.content),
    'the first one counts',
  );
  await first.settled();
  assert.equal(first.all('new_message').length, 1);
  assert.equal((await history('general')).filter((message) => message.client_id === clientId).length, 1);
});

test('it is one person’s and one channel’s', async (t) => {
  const [anna, berta] = [await enter(room.url, person('Anna')), await enter(room.url, person('Berta'))];
  t.after(() => {
    anna.close();
    berta.close();
  });
  const more = { client_id: 'same' };
  const all = [
    await anna.say('random', 'a', more),
    await berta.say('random', 'b', more),
    await anna.say('help', 'c', more),
  ];
  assert.deepEqual(
    all.map(({ content }) => content),
    ['a', 'b', 'c'],
  );
});

test('after a reconnect, after a restart, and while the index is rebuilt', async (t) => {
  const user = person('Anna');
  const first = await enter(room.url, user);
  const said = await first.say('random', 'once', { client_id: 'keep' });
  first.close();
  const again = async (): Promise<void> => {
    const client = await enter(room.url, user);
    t.after(() => {
      client.close();
    });
    assert.deepEqual(await client.say('random', 'once more', { client_id: 'keep' }), said);
  };
  await again();
  await room.restart();
  await again();
  await room.restart(async () => {
    for (const name of ['index.db', 'index.db-wal', 'index.db-shm'])
      await rm(join(room.folder, name), { force: true });
  });
  await again();
  assert.equal((await history('random')).filter(({ content }) => content.startsWith('once')).length, 1);
});
