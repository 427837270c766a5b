// Files between choosing and sending them: their order, those that changed meanwhile, and folders.
import assert from 'node:assert/strict';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ChatError } from '../../../../../protocol/errors.ts';
import type { Uploader } from '../../../../../renderer/chat/core/uploads.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { fetchUploader, openPage, type TestPage } from './client-fixture.ts';

const file = (name: string, size = 10): File =>
  new File([new Uint8Array(size).fill(65)], name, { type: 'text/plain' });

/** In the order in which they were sent. */
const names = (page: TestPage): string[] =>
  page.channel().messages.map(({ file: record }) => record?.filename ?? '');

/** Holds each upload until its name is let go; `refuse` names those that the server then refuses. */
function gates(
  url: string,
  refuse: readonly string[] = [],
): { upload: Uploader; open: (name: string) => void } {
  const send = fetchUploader(url);
  const opened = new Map<string, PromiseWithResolvers<void>>();
  const gateOf = (name: string): PromiseWithResolvers<void> => {
    const known = opened.get(name) ?? Promise.withResolvers<void>();
    opened.set(name, known);
    return known;
  };
  return {
    async upload(sent, job) {
      await gateOf(sent.name).promise;
      if (refuse.includes(sent.name)) throw new ChatError('type_denied');
      return send(sent, job);
    },
    open: (name) => {
      gateOf(name).resolve();
    },
  };
}

const untilSent = (page: TestPage, name: string) =>
  page.until(
    ({ channels }) =>
      channels
        .get('general')
        ?.uploads.some((upload) => upload.name === name && upload.sent === upload.size) === true,
    `${name} on the server`,
  );

test('files arrive in the order in which they were chosen, whichever is there first', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { upload, open } = gates(room.url);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  page.addFiles('general', [file('large.txt', 90_000), file('b.txt'), file('c.txt')]);
  open('b.txt');
  await untilSent(page, 'b.txt');
  open('c.txt');
  await untilSent(page, 'c.txt');
  assert.deepEqual([names(page), page.channel().uploads.length, page.unfinishedUploads], [[], 3, 3]);
  open('large.txt');
  await page.until(({ channels }) => channels.get('general')?.messages.length === 3, 'three messages');
  assert.deepEqual([names(page), page.channel().uploads], [['large.txt', 'b.txt', 'c.txt'], []]);
});

test('one that is refused or cancelled keeps nobody waiting, and another channel never does', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { upload, open } = gates(room.url, ['bad.txt']);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  page.addFiles('general', [file('bad.txt'), file('b.txt')]);
  open('b.txt');
  await untilSent(page, 'b.txt');
  open('bad.txt');
  await page.until(({ channels }) => channels.get('general')?.messages.length === 1, 'b.txt');

  page.addFiles('general', [file('long.txt'), file('d.txt')]);
  open('d.txt');
  await untilSent(page, 'd.txt');
  page.addFiles('random', [file('elsewhere.txt')]);
  open('elsewhere.txt');
  await page.until(
    ({ channels }) => channels.get('random')?.uploads.length === 0,
    'the file of another channel is handed on',
  );
  const long = page.channel().uploads.find(({ name }) => name === 'long.txt');
  page.cancelUpload(long?.clientId ?? '');
  await page.until(({ channels }) => channels.get('general')?.messages.length === 2, 'd.txt');
  assert.deepEqual(names(page), ['b.txt', 'd.txt']);
});

test('a file that changed or vanished after it was chosen says so, and is not tried again', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const folder = await mkdtemp(join(tmpdir(), 'lanline-chosen-'));
  t.after(() => rm(folder, { recursive: true }));
  /** As a browser gives it: read from the disk only when it is sent. */
  const choose = async (name: string): Promise<File> => {
    const path = join(folder, name);
    await writeFile(path, 'as it was chosen');
    const blob = await openAsBlob(path);
    return Object.assign(blob, { name, lastModified: 0, webkitRelativePath: '' });
  };
  const page = await openPage(t, room.url, {
    // what a request does that cannot read its file
    upload: async (sent, job) => {
      await sent.arrayBuffer();
      return fetchUploader(room.url)(new File([await sent.arrayBuffer()], sent.name), job);
    },
  }).joined('Anna');
  const [same, changed, gone] = await Promise.all(['same.txt', 'changed.txt', 'gone.txt'].map(choose));
  await writeFile(join(folder, 'changed.txt'), 'not what it was when it was chosen');
  await rm(join(folder, 'gone.txt'));
  page.addFiles(
    'general',
    [same, changed, gone].filter((chosen) => chosen !== undefined),
  );
  await page.until(
    ({ channels }) => channels.get('general')?.uploads.every(({ state }) => state === 'refused') === true,
    'refused',
  );
  assert.deepEqual(
    page.channel().uploads.map(({ name, reason }) => [name, reason]),
    [
      ['changed.txt', 'changed'],
      ['gone.txt', 'changed'],
    ],
  );
  await page.until(({ channels }) => channels.get('general')?.messages.length === 1, 'the other');
  assert.deepEqual(names(page), ['same.txt']);
});

test('a file of which other bytes went than were chosen has changed too', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url, {
    upload: (sent, job) => fetchUploader(room.url)(file(sent.name, 11), job),
  }).joined('Anna');
  page.addFiles('general', [file('a.txt', 10)]);
  await page.until(({ channels }) => channels.get('general')?.uploads[0]?.state === 'refused', 'refused');
  assert.equal(page.channel().uploads[0]?.reason, 'changed');
  assert.deepEqual(names(page), []);
});

test('a folder is refused by its name; files beside it go', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.addFiles('general', [file('a.txt')], ['Holidays']);
  await page.until(({ channels }) => channels.get('general')?.messages.length === 1, 'the file');
  assert.deepEqual(
    page.channel().uploads.map(({ name, state, reason }) => [name, state, reason]),
    [['Holidays', 'refused', 'folder']],
  );
});
