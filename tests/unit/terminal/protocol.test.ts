// What the client does when the server refuses, leaves out, or is another one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { message, openScripted } from './scripted-server.ts';
import { openTerminal, tempFolder } from './terminal.ts';

test('it waits as long as the server asks for, and keeps order and key', async (t) => {
  const server = await openScripted({
    send_message: ({ message: { content, client_id: clientId } }, count) =>
      count <= 2
        ? { ok: false, error: { code: 'rate_limited', message: 'Wait', retry_after_ms: 60 } }
        : { ok: true, message: message(count, { content, client_id: clientId }) },
  });
  t.after(() => server.close());
  const client = openTerminal(t, server.url, ['--name', 'Anna', '--send', 'one', '--send', 'two']);
  assert.equal(await client.exitCode, 0, client.stderr);
  const sends = server.received
    .filter(({ event }) => event === 'send_message')
    .map(({ payload }) => payload.message);
  assert.deepEqual(
    sends.map(({ content }) => content),
    ['one', 'one', 'one', 'two'],
  );
  assert.equal(new Set(sends.map(({ client_id: id }) => id)).size, 2);
});

test('a refused message is told, not tried again, and makes the exit code 1', async (t) => {
  const server = await openScripted({
    send_message: () => ({
      ok: false,
      error: { code: 'storage_full', message: 'The disk of the host is full' },
    }),
  });
  t.after(() => server.close());
  const client = openTerminal(t, server.url, ['--name', 'Anna', '--send', 'one']);
  assert.equal(await client.exitCode, 1);
  assert.equal(server.received.filter(({ event }) => event === 'send_message').length, 1);
  const failed = await client.event('failed');
  assert.deepEqual(failed.error, { code: 'storage_full', message: 'The disk of the host is full' });
});

test('a hole in the numbers: the channel is joined again and what is missing is shown in its place', async (t) => {
  const server = await openScripted({
    join_channel: (_payload, count) =>
      count === 1
        ? {
            ok: true,
            channel_id: 'general',
            epoch: 'e1',
            last_seq: 1,
            has_more: false,
            reset: true,
            messages: [message(1)],
          }
        : {
            ok: true,
            channel_id: 'general',
            epoch: 'e1',
            last_seq: 4,
            has_more: true,
            reset: false,
            changes: [2, 3, 4].map((seq) => ({
              seq,
              kind: 'message',
              channel_id: 'general',
              message: message(seq),
            })),
          },
  });
  t.after(() => server.close());
  const client = openTerminal(t, server.url, ['--name', 'Anna', '--history', '5']);
  await client.event('message', (event) => event.message.seq === 1);
  server.io.emit('new_message', { channel_id: 'general', message: message(2) });
  await client.event('message', (event) => event.message.seq === 2);
  server.io.emit('new_message', { channel_id: 'general', message: message(2) });
  server.io.emit('new_messages', { channel_id: 'general', messages: [message(4)] });
  await client.event('message', (event) => event.message.seq === 4);
  server.io.emit('new_message', { channel_id: 'general', message: message(5) });
  await client.event('message', (event) => event.message.seq === 5);
  assert.deepEqual(
    client.messages().map(({ seq }) => seq),
    [1, 2, 3, 4, 5],
  );
  const joins = server.received.filter(({ event }) => event === 'join_channel').map(({ payload }) => payload);
  assert.deepEqual(joins, [
    { channel_id: 'general', limit: 5 },
    { channel_id: 'general', limit: 5, after_seq: 2, epoch: 'e1' },
  ]);
});

test('the secret is for one room only: another room at the same address gets neither it nor what waits', async (t) => {
  let id = 's1';
  const server = await openScripted({ send_message: () => undefined }, () => id);
  t.after(() => server.close());
  const client = openTerminal(t, server.url, ['--name', 'Anna']);
  await client.event('channel');
  client.line('for s1 only');
  id = 's2';
  server.io.disconnectSockets(true);
  assert.equal(await client.exitCode, 1);
  assert.match(client.stderr, /Another room answers there now/);
  assert.match(client.stderr, /Not sent, or not known whether: for s1 only/);
  assert.equal(server.received.filter(({ event }) => event === 'join_user').length, 1);
});

test('each room gets its own secret, and the same room the same one', async (t) => {
  let id = 's1';
  const server = await openScripted({}, () => id);
  t.after(() => server.close());
  const profile = tempFolder(t);
  for (id of ['s1', 's2', 's1', '../../s1'])
    assert.equal(
      await openTerminal(t, server.url, ['--name', 'Anna', '--send', 'x'], { profile }).exitCode,
      0,
    );
  const tokens = server.received
    .filter(({ event }) => event === 'join_user')
    .map(({ payload }) => payload.token as string);
  assert.match(tokens[0] ?? '', /^[\w-]{43}$/);
  assert.equal(tokens[0], tokens[2]);
  assert.equal(new Set(tokens).size, 3);
});

test('an older server, and one that does not know us any more', async (t) => {
  const old = await openScripted({}, () => undefined);
  const strict = await openScripted({
    join_user: () => ({
      ok: false,
      error: { code: 'identity_taken', message: 'This identity belongs to somebody else' },
    }),
  });
  t.after(() => Promise.all([old.close(), strict.close()]));
  const first = openTerminal(t, old.url, ['--name', 'Anna']);
  assert.equal(await first.exitCode, 1);
  assert.match(first.stderr, /^An older server answers there/);
  assert.deepEqual(old.received, []);
  const second = openTerminal(t, strict.url, ['--name', 'Anna']);
  assert.equal(await second.exitCode, 1);
  assert.match(
    second.stderr,
    /^The server does not take us for who we were here before\. .* remove \S+\.json to begin anew\.\n$/,
  );
});

test('what nobody can understand is told and survived', async (t) => {
  const server = await openScripted();
  t.after(() => server.close());
  const client = openTerminal(t, server.url, ['--name', 'Anna']);
  await client.event('channel');
  for (const event of [
    'new_message',
    'new_messages',
    'online_users',
    'presence_changed',
    'user_typing',
    'channels_changed',
  ]) {
    for (const payload of [
      null,
      'text',
      {},
      { channel_id: 'general', message: null, messages: 7, users: 3, user: null, channels: [] },
    ])
      server.io.emit(event, payload);
  }
  await client.event('problem');
  client.line('still here');
  await client.event('sent');
});
