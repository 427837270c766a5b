// Extension 5: ids bound to client-made secrets.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test, type TestContext } from 'node:test';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  connect,
  enterAsOldClient,
  person,
  type Person,
  type TestClient,
} from '../../support/helpers/test-client.ts';

const LEGACY_DATA = fileURLToPath(new URL('../../support/fixtures/legacy-data', import.meta.url));
/** Wrote much in the imported history */
const IMPORTED = '6513270e-269e-4d37-b2a7-4de452e6b438';
const secret = (): string => `${randomUUID()}-${randomUUID()}`;

let room: RunningRoom;
before(async () => {
  room = await openRoom({ from: LEGACY_DATA });
});
after(() => room.close());

async function stranger(t: TestContext): Promise<TestClient> {
  const client = await connect(room.url);
  t.after(() => {
    client.close();
  });
  return client;
}

/** What a join answers: whether it is verified, or the error's code. */
async function tryJoin(t: TestContext, user: Person, token?: string): Promise<boolean | string> {
  const answer = await (await stranger(t)).ask('join_user', { user, ...(token !== undefined && { token }) });
  return answer.ok ? answer.user.verified === true : answer.error.code;
}

const post = (
  user: { id: string; username: string },
  token?: string,
  content = 'posted',
): Promise<Response> =>
  fetch(`${room.url}/api/channels/general/messages`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ message: { content }, user }),
  });

test('`connected` and /api/room name the server by an id that outlives it', async (t) => {
  const serverId = async (): Promise<unknown> => (await stranger(t)).all('connected')[0].server_id as unknown;
  const id = await serverId();
  assert.match(String(id), /^.{16,}$/);
  const {
    server_id: same,
    people,
    password,
    name,
    build,
    ...more
  } = await (await fetch(`${room.url}/api/room`)).json();
  assert.deepEqual([same, people, password, typeof name, build, more], [id, 0, false, 'string', 'dev', {}]);
  await room.restart();
  assert.equal(await serverId(), id);
});

test('the first join of an id binds it; repeating is harmless; another secret or none is identity_taken', async (t) => {
  const [user, token] = [person('Bound'), secret()];
  assert.equal(await tryJoin(t, user, token), true);
  assert.equal(await tryJoin(t, user, token), true);
  assert.equal(await tryJoin(t, user, secret()), 'identity_taken');
  assert.equal(await tryJoin(t, user), 'identity_taken');
  const old = await stranger(t);
  old.send('join_user', { user });
  assert.equal((await old.next('error')).code, 'identity_taken');
  old.send('send_message', { channel_id: 'general', message: { content: 'as somebody else' }, user });
  assert.equal((await old.next('error')).code, 'unauthenticated');
  await room.restart();
  assert.equal(await tryJoin(t, user, secret()), 'identity_taken');
  assert.equal(await tryJoin(t, user, token), true);
});

test('two who claim one id at once: exactly one gets it', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const user = person(`Race ${String(round)}`);
    const clients = [await stranger(t), await stranger(t)];
    const answers = await Promise.all(
      clients.map((client) => client.ask('join_user', { user, token: secret() })),
    );
    assert.equal(answers.filter(({ ok }) => ok).length, 1);
  }
});

test('user objects, messages and the log say `verified` where the id was bound, and nobody can claim it', async (t) => {
  const witness = await enterAsOldClient(room.url, person('Witness'));
  t.after(() => {
    witness.close();
  });
  witness.send('join_channel', { channel_id: 'random' });
  const [bound, boaster] = [person('Bound too'), person('Boaster', { verified: true })];
  for (const [user, token, verified] of [
    [bound, secret(), true],
    [boaster, undefined, undefined],
  ] as const) {
    const client = await stranger(t);
    await client.askOk('join_user', { user, ...(token !== undefined && { token }) });
    assert.equal(
      (await witness.next('user_connected', (event) => event.user.id === user.id)).user.verified,
      verified,
    );
    const { message } = await client.askOk('send_message', {
      channel_id: 'random',
      message: { content: 'hi', verified: true },
    });
    assert.equal(message.verified, verified);
    assert.equal(
      (await witness.next('new_message', (event) => event.message.id === message.id)).message.verified,
      verified,
    );
    const lines = (await readFile(join(room.folder, 'channels/random.jsonl'), 'utf8'))
      .split('\n')
      .filter((line) => line.includes(message.id));
    assert.deepEqual(
      lines.map((line) => line.includes('"verified":true')),
      [verified === true],
    );
  }
});

test('an id that was seen without a secret can never be bound: joined, posted, imported', async (t) => {
  const joined = person('Joined');
  assert.equal(await tryJoin(t, joined), false);
  const posted = person('Posted');
  assert.equal((await post(posted)).status, 200);
  for (const user of [joined, posted, { ...person('Imported'), id: IMPORTED }]) {
    assert.equal(await tryJoin(t, user, secret()), false);
    assert.equal(await tryJoin(t, user, secret()), false, 'nor by another');
    assert.equal(await tryJoin(t, user), false);
  }
  await room.restart();
  for (const user of [joined, posted]) assert.equal(await tryJoin(t, user, secret()), false);
});

test('over HTTP a bound id needs its secret', async (t) => {
  const [user, token] = [person('Poster'), secret()];
  await tryJoin(t, user, token);
  for (const wrong of [undefined, secret()]) {
    const answer = await post(user, wrong);
    assert.equal(answer.status, 403);
    assert.equal(typeof (await answer.json()).error, 'string');
  }
  const answer = await post(user, token);
  assert.equal(answer.status, 200);
  assert.equal((await answer.json()).message.verified, true);
  const anybody = await post(person('Unbound'), token);
  assert.equal((await anybody.json()).message.verified, undefined);
});

test('a secret does not help to speak under a name that somebody else holds', async (t) => {
  const [anna, mallory, token] = [person('Anna Held'), person('Mallory'), secret()];
  await tryJoin(t, anna, secret());
  await tryJoin(t, mallory, token);
  const answer = await post({ id: mallory.id, username: 'anna held' }, token);
  const { message } = await answer.json();
  assert.ok(
    answer.status === 409 || message.verified === undefined,
    `posted as verified ${String(message?.username)}`,
  );
});

test('no secret is written anywhere', async (t) => {
  const [user, token] = [person('Secretive'), secret()];
  await tryJoin(t, user, token);
  await post(user, token);
  await room.restart();
  for (const entry of await readdir(room.folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !entry.name.startsWith('lock.'))
      assert.ok(!(await readFile(join(entry.parentPath, entry.name))).includes(token), entry.name);
  }
});
