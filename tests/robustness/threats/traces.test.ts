// What somebody says or is called leaves no trace where it does not belong: in the log, in other lines of it,
// in prototypes, in others' messages.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { connect, enter, enterAsOldClient, person, TRANSPORTS } from '../../support/helpers/test-client.ts';

/** The texts of the log's files, after the server has ended. */
async function logOf(room: RunningRoom): Promise<string> {
  await room.server.close();
  const folder = join(room.folder, 'logs');
  const files = await readdir(folder);
  return (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

async function open(t: TestContext): Promise<RunningRoom> {
  const room = await openRoom({ settings: { logLevel: 'debug' } });
  t.after(() => room.close());
  return room;
}

test('what people write to each other is in no log, at any level, also where it is refused or fails', async (t) => {
  const room = await open(t);
  const secret = 'Xyzzy-meet-me-at-noon';
  const [anna, old] = [
    await enter(room.url, person('Anna')),
    await enterAsOldClient(room.url, person('Ben'), { transport: 'polling' }),
  ];
  await anna.say('general', `${secret} one`);
  old.send('send_message', {
    channel_id: 'general',
    message: { content: `${secret} two`, type: 'text', file: null },
  });
  await anna.ask('send_message', {
    channel_id: 'general',
    message: { content: `${secret} ${'x'.repeat(9_000)}` },
  });
  await anna.ask('send_message', { channel_id: 'general', message: { content: [secret] } });
  await anna.ask('send_message', { channel_id: 'general', message: secret });
  await anna.ask('send_message', secret);
  await anna.ask('send_message', { channel_id: secret.repeat(9), message: { content: secret } });
  const post = (body: string): Promise<Response> =>
    fetch(`${room.url}/api/channels/general/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
  assert.equal(
    (await post(JSON.stringify({ message: { content: secret }, user: person('Carla') }))).status,
    200,
  );
  assert.equal((await post(`{"message":{"content":"${secret}`)).status, 400);
  assert.equal(
    (await post(JSON.stringify({ message: { content: true, extra: secret }, user: person('Carla') }))).status,
    400,
  );
  anna.close();
  old.close();
  const log = await logOf(room);
  assert.match(log, /person-joined/);
  assert.ok(
    !log.includes('Xyzzy'),
    log.split('\n').find((line) => line.includes('Xyzzy')),
  );
});

test('a name cannot write lines of its own into the log, nor move a terminal’s cursor', async (t) => {
  const room = await open(t);
  const told: string[] = [];
  room.server.events.on('log', (line) => {
    told.push(JSON.stringify(line));
  });
  const forged =
    '\n{"level":"error","time":"2026-01-01T00:00:00.000Z","msg":"forged"}\r\n\u001b[2J\u001b]0;title\u0007\u009b31m\u202e\u2028';
  const names = [`Eve${forged}`, forged, '%s %d %j %o', '__proto__'];
  for (const name of names) {
    const client = await enterAsOldClient(
      room.url,
      person(name, { id: `id ${name.replace(/\p{Cc}/gu, '')}\u202e`, avatar: forged }),
    );
    client.send('send_message', { channel_id: 'general', message: { content: forged } });
    client.send(`event${forged}`, forged);
    await client.settled();
    client.close();
  }
  await fetch(`${room.url}/api/files/${encodeURIComponent(forged)}`);
  const log = await logOf(room);
  const lines = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string });
  assert.ok(lines.some(({ msg }) => msg === 'person-joined'));
  assert.ok(lines.every(({ msg }) => msg !== 'forged'));
  assert.doesNotMatch(log, /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
});

test('keys of prototypes are keys like others', async (t) => {
  const room = await open(t);
  const client = await connect(room.url);
  const user = JSON.parse(
    '{"id":"eve","username":"Eve","__proto__":{"polluted":true,"verified":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"}',
  ) as object;
  const answer = await client.askOk('join_user', { user });
  assert.equal(answer.user.verified, undefined);
  for (const channel of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
    const { message } = await client.askOk('send_message', {
      channel_id: channel,
      message: JSON.parse('{"content":"hi","client_id":"__proto__","__proto__":{"polluted":true}}'),
    });
    assert.deepEqual([message.channel_id, message.seq], [channel, 1]);
    const page = (await (
      await fetch(`${room.url}/api/channels/${channel}/messages?limit=5`)
    ).json()) as unknown[];
    assert.equal(page.length, 1);
  }
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  client.close();
  await room.restart();
  assert.equal((await room.server.channels.list()).filter(({ id }) => id === '__proto__').length, 1);
});

test('halves of characters do not make one id or key of two', async (t) => {
  const room = await open(t);
  const anna = await enter(room.url, person('Anna'));
  for (const key of ['\ud800', '\ud801', 'a\udc00']) {
    const answer = await anna.ask('send_message', {
      channel_id: 'general',
      message: { content: `by ${String(key.charCodeAt(0))}`, client_id: key },
    });
    assert.equal(answer.ok || answer.error.code, 'invalid');
  }
  const [first, second] = [
    await anna.say('general', 'first', { client_id: '\u{1f600}' }),
    await anna.say('general', 'second', { client_id: '\u{1f601}' }),
  ];
  assert.notEqual(first.id, second.id);
  const stranger = await connect(room.url);
  const joined = await stranger.ask('join_user', { user: { id: 'x\ud800', username: 'X' } });
  assert.equal(joined.ok || joined.error.code, 'invalid');
  anna.close();
  stranger.close();
});

const bytes = (count: number): Buffer[] => Array.from({ length: count }, () => Buffer.from('x'));

test('bytes in somebody’s description come back as JSON: a list with many of them would cut everybody who gets it', async (t) => {
  const room = await open(t);
  const hostile = [
    await enter(room.url, person('One', { avatar: bytes(9) })),
    await enter(room.url, person('Two', { avatar: bytes(9) })),
    await enter(room.url, person('Three', { avatar: { _placeholder: true, num: 99 } })),
  ];
  for (const transport of TRANSPORTS) {
    const guest = await enterAsOldClient(room.url, person('Guest'), { transport });
    assert.ok(guest.all('online_users')[0].users.length > hostile.length);
    await guest.settled();
    assert.deepEqual(guest.all('online_users')[0].users[0].avatar[0], { type: 'Buffer', data: [120] });
    guest.close();
  }
  for (const client of hostile) client.close();
});
