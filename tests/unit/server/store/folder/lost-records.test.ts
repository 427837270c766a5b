// Messages and records that are gone at the next start: what is left is found again, and what is not is told.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { waysToLose } from '../../../../support/helpers/lost-file.ts';
import { loggedBy } from '../../../../support/helpers/room-log.ts';
import { openRoom, type RunningRoom } from '../../../../support/helpers/running-room.ts';
import { enter, person } from '../../../../support/helpers/test-client.ts';
import { picture } from '../uploads/helpers.ts';

async function newRoom(t: TestContext): Promise<RunningRoom> {
  const room = await openRoom();
  t.after(() => room.close());
  return room;
}

async function say(room: RunningRoom, ...messages: object[]): Promise<number[]> {
  const anna = await enter(room.url, person('Anna'));
  const numbers: number[] = [];
  for (const message of messages) {
    const answer = await anna.askOk('send_message', { channel_id: 'general', message });
    numbers.push(answer.message.seq);
  }
  anna.close();
  return numbers;
}

async function epochOf(room: RunningRoom): Promise<string> {
  const ben = await enter(room.url, person('Ben'));
  const { epoch } = await ben.askOk('join_channel', { channel_id: 'general' });
  ben.close();
  return epoch;
}

/** How many messages the log says are missing, from which number to which; closes the room. */
async function missingIn(room: RunningRoom): Promise<unknown[]> {
  const line = (await loggedBy(room)).get('messages-missing') ?? {};
  return [line['count'], line['first_seq'], line['last_seq']];
}

async function upload(room: RunningRoom, name: string, bytes: Buffer): Promise<FileRecord> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body: form });
  assert.equal(response.status, 200);
  return (await response.json()) as FileRecord;
}

const served = async (room: RunningRoom, path: string) => {
  const response = await fetch(new URL(path, room.url));
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes: await response.bytes(),
  };
};

test('a log that lost its last lines has a new epoch, and the host is told how many are missing', async (t) => {
  const room = await newRoom(t);
  await say(room, ...['one', 'two', 'three', 'four'].map((content) => ({ content })));
  const before = await epochOf(room);
  const path = join(room.folder, 'channels', 'general.jsonl');
  await room.restart(() => {
    // another program put back a copy of an hour ago
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    truncateSync(path, Buffer.byteLength(`${lines.slice(0, 3).join('\n')}\n`));
  });
  const after = await epochOf(room);
  assert.notEqual(after, before);
  assert.deepEqual(await say(room, { content: 'next' }), [3]);
  await room.restart();
  assert.equal(await epochOf(room), after, 'from then on it is whole');
  assert.deepEqual(await missingIn(room), [2, 3, 4]);
});

test('a log that lost lines in its middle keeps its numbers, and the host is told which are missing', async (t) => {
  const room = await newRoom(t);
  await say(room, ...['one', 'two', 'three', 'four'].map((content) => ({ content })));
  const before = await epochOf(room);
  const path = join(room.folder, 'channels', 'general.jsonl');
  await room.restart(() => {
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    writeFileSync(path, `${lines.toSpliced(2, 2).join('\n')}\n`);
    // what the index remembers of it is as old as the folder
    rmSync(join(room.folder, 'index.db'));
  });
  assert.equal(await epochOf(room), before);
  await room.server.channels.info(); // waits until the index has read all
  assert.deepEqual(await missingIn(room), [2, 2, 3]);
});

for (const { how, lose } of waysToLose('"size"', '"sise"'))
  test(`uploads.jsonl ${how}: files that messages show are served as before`, async (t) => {
    const room = await newRoom(t);
    const photo = await upload(room, 'photo.png', await picture(900, 600).png().toBuffer());
    const text = await upload(room, 'notiz.txt', Buffer.from('gr\xfc\xdfe', 'latin1'));
    const unsent = await upload(room, 'unsent.txt', Buffer.from('nobody sent this'));
    await say(room, { content: '', file: photo }, { content: '', file: text });
    const addresses = [photo.url, photo.thumbnail_url ?? '', text.url];
    const before = await Promise.all(addresses.map((address) => served(room, address)));
    assert.deepEqual(
      before.map(({ status }) => status),
      [200, 200, 200],
    );
    await room.restart(() => {
      lose(join(room.folder, 'uploads.jsonl'));
    });
    assert.deepEqual(await Promise.all(addresses.map((address) => served(room, address))), before);
    assert.equal((await served(room, unsent.url)).status, 404);
    // and they can be shown again
    await say(room, { content: 'again', file: photo });
    await room.restart();
    assert.deepEqual(await Promise.all(addresses.map((address) => served(room, address))), before);
    const log = await loggedBy(room);
    assert.equal(log.get('uploads-from-messages')?.['count'], 2);
    assert.equal(log.has('upload-files-missing'), false);
  });

test('an uploaded file that is gone is told if a message shows it, and only then', async (t) => {
  const room = await newRoom(t);
  const shown = await upload(room, 'a.txt', Buffer.from('shown'));
  const unsent = await upload(room, 'b.txt', Buffer.from('unsent'));
  await say(room, { content: '', file: shown });
  await room.restart(() => {
    rmSync(join(room.folder, 'uploads', unsent.unique_filename));
  });
  await room.server.channels.info(); // the index answers in order: it has been asked for the files by now
  await room.restart(() => {
    rmSync(join(room.folder, 'uploads', shown.unique_filename));
  });
  await room.server.channels.info();
  assert.equal((await loggedBy(room)).get('upload-files-missing')?.['count'], 1);
});
