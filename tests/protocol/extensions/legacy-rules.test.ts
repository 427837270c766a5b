// What the server promises to old clients beyond the tables, as only its inside or its clock shows it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import type { Message } from '../../../protocol/message.ts';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import {
  enter,
  enterAsOldClient,
  person,
  type Guest,
  type Person,
  type TestClient,
} from '../../support/helpers/test-client.ts';

const clock = createManualClock();
let room: RunningRoom;
before(async () => {
  room = await openRoom({ clock });
});
after(() => room.close());

async function guest(t: TestContext, name: string): Promise<Guest> {
  const client = await enter(room.url, person(name));
  t.after(() => {
    client.close();
  });
  return client;
}
async function oldPage(t: TestContext, name: string): Promise<TestClient> {
  const client = await enterAsOldClient(room.url, person(name));
  t.after(() => {
    client.close();
  });
  return client;
}
const contents = (answer: { messages: { content: string }[] }): string[] =>
  answer.messages.map(({ content }) => content);

test('joining an unknown id makes nothing on disk; its first message does', async (t) => {
  const id = randomUUID();
  const files = async (): Promise<string[]> => (await readdir(join(room.folder, 'channels'))).toSorted();
  const listed = async (): Promise<string> => readFile(join(room.folder, 'channels.json'), 'utf8');
  const [filesBefore, listedBefore] = [await files(), await listed()];
  const old = await oldPage(t, 'Old');
  old.send('join_channel', { channel_id: id });
  await old.next('channel_messages');
  assert.deepEqual(await (await fetch(`${room.url}/api/channels/${id}/messages`)).json(), []);
  old.send('typing_start', { channel_id: id });
  old.send('leave_channel', { channel_id: id });
  await old.settled();
  assert.deepEqual([await files(), await listed()], [filesBefore, listedBefore]);
  old.send('send_message', { channel_id: id, message: { content: 'first' } });
  await old.next('channels_changed');
  await old.settled();
  assert.deepEqual((await files()).length, filesBefore.length + 1);
});

test('an ill-formed id is an error and no file', async (t) => {
  const old = await oldPage(t, 'Old');
  for (const id of ['../general', 'a/b', 'CON.txt', 'x'.repeat(65), '', 'ü']) {
    old.send('join_channel', { channel_id: id });
    assert.equal((await old.next('error')).code, 'invalid', id);
    if (id === '') continue;
    const path = `${room.url}/api/channels/${encodeURIComponent(id)}/messages`;
    // an old client that asks over HTTP ends with any error
    assert.deepEqual(await (await fetch(path)).json(), [], id);
    assert.equal((await fetch(`${path}?limit=50`)).status, 400, id);
  }
});

test('of message.file only the name is read: the rest is the server’s own record', async (t) => {
  const anna = await guest(t, 'Anna');
  const form = new FormData();
  form.append('file', new Blob(['text\n']), 'mine.txt');
  const file = await (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).json();
  const forged = { ...file, filename: 'yours.exe', size: 1, url: 'javascript:alert(1)', more: true };
  assert.deepEqual((await anna.say('general', '', { type: 'file', file: forged })).file, file);
  assert.deepEqual(
    (await anna.say('general', 'text and file', { file: { unique_filename: file.unique_filename } })).type,
    'file',
  );
  assert.deepEqual((await anna.say('general', 'no file', { type: 'file' })).type, 'text');
});

test('a repeated join that missed nothing waits; one that missed something, or comes from another channel, does not', async (t) => {
  const channel = randomUUID();
  const [old, anna] = [await oldPage(t, 'Old'), await guest(t, 'Anna')];
  await anna.say(channel, '1');
  const loop = (): void => {
    old.send('leave_channel', { channel_id: channel });
    old.send('join_channel', { channel_id: channel });
  };
  loop();
  assert.deepEqual(contents(await old.next('channel_messages')), ['1']);
  for (let turn = 0; turn < 30; turn += 1) loop();
  await old.settled();
  assert.equal(old.all('channel_messages').length, 1);
  // said while it was away
  old.send('leave_channel', { channel_id: channel });
  await old.settled();
  await anna.say(channel, '2');
  old.send('join_channel', { channel_id: channel });
  assert.deepEqual(contents(await old.next('channel_messages')), ['1', '2']);
  old.send('leave_channel', { channel_id: channel });
  old.send('join_channel', { channel_id: 'general' });
  await old.next('channel_messages', (answer) => answer.channel_id === 'general');
  old.send('leave_channel', { channel_id: 'general' });
  old.send('join_channel', { channel_id: channel });
  assert.deepEqual(contents(await old.next('channel_messages')), ['1', '2']);
});

test('so many joins that missed something that they must wait: what was missed still comes, a further leave and join in between or not', async (t) => {
  const channel = randomUUID();
  const [old, anna] = [await oldPage(t, 'Old'), await guest(t, 'Anna')];
  await anna.say(channel, 'said');
  const leave = (): void => {
    old.send('leave_channel', { channel_id: channel });
  };
  const enterAgain = (): void => {
    old.send('join_channel', { channel_id: channel });
  };
  // every change of the channel is answered at once, until the page has had its 200 answers and must wait for
  // the next
  for (let turn = 0; turn < 210; turn += 1) {
    old.send('join_channel', { channel_id: turn % 2 === 0 ? 'general' : channel });
  }
  await old.settled();
  assert.equal(old.all('channel_messages').length, 200);
  leave();
  await old.settled();
  await anna.say(channel, 'missed');
  enterAgain(); // it must wait a moment for its answer
  leave();
  await old.settled();
  clock.advance(500); // the answer would come now, but the page is away
  enterAgain(); // nothing was said since it left, but it never got its answer
  await old.settled();
  assert.deepEqual(old.all('channel_messages').slice(200).map(contents), [['said', 'missed']]);
});

test('more leaves and joins than any page sends, at once: none is lost, so no message is', async (t) => {
  const [old, anna] = [await oldPage(t, 'Old'), await guest(t, 'Anna')];
  old.send('join_channel', { channel_id: 'help' });
  await old.next('channel_messages');
  old.send('typing_stop', { channel_id: 'help' });
  // 1,000 events a second are let through; here time stands still
  for (let turn = 0; turn < 800; turn += 1) {
    old.send('leave_channel', { channel_id: 'help' });
    old.send('join_channel', { channel_id: 'help' });
  }
  // is refused, and with that tells that all before it was read
  await old.settled();
  clock.advance(1_000);
  await anna.say('help', 'heard?');
  assert.equal((await old.next('new_message')).message.content, 'heard?');
});

test('numbers as ids, names and texts are taken as their text, over the socket and over HTTP', async (t) => {
  const id = randomUUID();
  const page = await enterAsOldClient(room.url, {
    ...person('x'),
    id: 4711,
    username: 7,
  } as unknown as Person);
  t.after(() => {
    page.close();
  });
  page.send('join_channel', { channel_id: id });
  page.send('send_message', { channel_id: id, message: { content: 42 } });
  await page.next('new_message');
  const post = (body: object): Promise<Response> =>
    fetch(`${room.url}/api/channels/${id}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  assert.equal((await post({ message: { content: 0.5 }, user: { id: 12, username: 1e3 } })).status, 200);
  const said = (await (await fetch(`${room.url}/api/channels/${id}/messages`)).json()) as Message[];
  assert.deepEqual(
    said.map((message) => [message.user_id, message.username, message.content]),
    [
      ['4711', '7', '42'],
      ['12', '1000', '0.5'],
    ],
  );
  for (const username of ['', '  ', null, true, undefined])
    assert.equal((await post({ message: { content: 'x' }, user: { id: 'x', username } })).status, 400);
});

test('a text that is too long becomes several messages, in order; where an acknowledgement is asked for it is an error', async (t) => {
  const id = randomUUID();
  const page = await oldPage(t, 'Writer');
  page.send('join_channel', { channel_id: id });
  const words = Array.from({ length: 4_000 }, (_, index) => `w${String(index)}`);
  page.send('send_message', { channel_id: id, message: { content: words.join(' ') } });
  page.send('send_message', { channel_id: id, message: { content: 'and then' } });
  await page.next('new_message', ({ message }) => message.content === 'and then');
  const parts = page.all('new_message').map(({ message }) => message.content as string);
  assert.deepEqual(parts.slice(0, -1).join(' ').split(' '), words);
  assert.equal(parts.length, 4);
  assert.ok(parts.every((part) => part.length <= 8_000));
  const answer = await page.ask('send_message', { channel_id: id, message: { content: 'x'.repeat(8_001) } });
  assert.equal(answer.ok || answer.error.code, 'too_long');
});
