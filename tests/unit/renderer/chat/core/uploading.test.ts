// Files: checked before a byte is sent, two at once, with progress, cancelled, tried again, each a message in
// the end.
import assert from 'node:assert/strict';
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

/** Holds every upload until it is let go. */
function gate(url: string): { upload: Uploader; waiting: string[]; open: () => void } {
  const send = fetchUploader(url);
  const waiting: string[] = [];
  let letGo: (() => void)[] = [];
  return {
    waiting,
    async upload(sent, job) {
      waiting.push(sent.name);
      job.onProgress(1);
      await new Promise<void>((resolve, reject) => {
        letGo.push(resolve);
        job.signal.addEventListener('abort', () => {
          reject(new Error('ended'));
        });
      });
      return send(sent, job);
    },
    open() {
      for (const go of letGo) go();
      letGo = [];
    },
  };
}

test('files become messages of their own, two on their way at a time', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { upload, waiting, open } = gate(room.url);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  page.addFiles(
    'general',
    ['a.txt', 'b.txt', 'c.txt'].map((name) => file(name)),
  );
  assert.deepEqual(
    [waiting, page.channel().uploads.map(({ state, sent }) => [state, sent]), page.unfinishedUploads],
    [
      ['a.txt', 'b.txt'],
      [
        ['uploading', 1],
        ['uploading', 1],
        ['waiting', 0],
      ],
      3,
    ],
  );
  open();
  await page.until(() => waiting.length === 3, 'the third');
  open();
  await page.until(({ channels }) => channels.get('general')?.messages.length === 3, 'three messages');
  assert.deepEqual(
    [names(page), page.channel().uploads, page.channel().pending, page.unfinishedUploads],
    [['a.txt', 'b.txt', 'c.txt'], [], [], 0],
  );
});

test('what the server would refuse is refused before a byte is sent', async (t) => {
  const room = await openRoom({ settings: { maxUpload: 100 } });
  t.after(() => room.close());
  const { upload, waiting } = gate(room.url);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  const told = new Promise((resolve) => {
    room.server.events.once('oversize', resolve);
  });
  page.addFiles('general', [file('large.txt', 101), file('program.exe'), file('foto.jpg.BAT ')]);
  assert.deepEqual(await told, { file: 'large.txt', bytes: 101, limit: 100, person: 'Anna' });
  assert.deepEqual(
    page.channel().uploads.map(({ state, reason }) => [state, reason]),
    [
      ['refused', 'too_large'],
      ['refused', 'type_denied'],
      ['refused', 'type_denied'],
    ],
  );
  assert.deepEqual(waiting, []);
  page.cancelUpload(page.channel().uploads[0]?.clientId ?? '');
  assert.equal(page.channel().uploads.length, 2);
});

test('the host’s own list of accepted types is checked here too', async (t) => {
  const room = await openRoom({ settings: { uploadTypes: ['csv'] } });
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  page.addFiles('general', [file('a.txt'), file('nothing'), file('a.CSV')]);
  await page.until(({ channels }) => channels.get('general')?.messages.length === 1, 'the file');
  assert.deepEqual(
    page.channel().uploads.map(({ name, reason }) => [name, reason]),
    [
      ['a.txt', 'type_denied'],
      ['nothing', 'type_denied'],
    ],
  );
});

test('one that is cancelled leaves nothing, and the next one begins', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { upload, waiting, open } = gate(room.url);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  page.addFiles(
    'general',
    ['a.txt', 'b.txt', 'c.txt'].map((name) => file(name)),
  );
  page.cancelUpload(page.channel().uploads[0]?.clientId ?? '');
  await page.until(() => waiting.length === 3, 'the third');
  open();
  await page.until(({ channels }) => channels.get('general')?.messages.length === 2, 'two messages');
  assert.deepEqual(names(page), ['b.txt', 'c.txt']);
});

test('one that breaks off with the server goes on when it is back', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const { upload, waiting, open } = gate(room.url);
  const page = await openPage(t, room.url, { upload }).joined('Anna');
  page.addFiles('general', [file('a.txt')]);
  await room.restart(async () => {
    await page.until(({ connection: { phase } }) => phase === 'offline', 'offline');
    open();
    await page.until(
      ({ channels }) => channels.get('general')?.uploads[0]?.state !== 'uploading' || waiting.length > 1,
      'broken off',
    );
  });
  await page.until(() => waiting.length === 2, 'again');
  open();
  await page.until(({ channels }) => channels.get('general')?.messages.length === 1, 'the message');
  assert.deepEqual(names(page), ['a.txt']);
});

test('what the server refuses is refused with its reason, and not tried again', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url).joined('Anna');
  // a picture by its name only
  page.addFiles('general', [new File([new Uint8Array([77, 90, 0, 0])], 'picture.png')]);
  await page.until(({ channels }) => channels.get('general')?.uploads[0]?.state === 'refused', 'refused');
  const [upload] = page.channel().uploads;
  assert.equal(upload?.reason, 'type_denied');
  page.retryUpload(upload.clientId);
  assert.equal(page.channel().uploads[0]?.state, 'refused');
});

test('what failed for a reason of the server alone can be tried again', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url, {
    upload: () => Promise.reject(new ChatError('internal')),
  }).joined('Anna');
  page.addFiles('general', [file('a.txt')]);
  await page.until(({ channels }) => channels.get('general')?.uploads[0]?.state === 'failed', 'failed');
  page.retryUpload(page.channel().uploads[0]?.clientId ?? '');
  assert.notEqual(page.channel().uploads[0]?.state, 'failed');
  await page.until(({ channels }) => channels.get('general')?.uploads[0]?.state === 'failed', 'failed again');
});

test('one that breaks off again and again although there is a connection has failed', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const page = await openPage(t, room.url, { upload: () => Promise.reject(new Error('broken off')) }).joined(
    'Anna',
  );
  page.addFiles('general', [file('a.txt')]);
  await page.until(({ channels }) => channels.get('general')?.uploads[0]?.state === 'failed', 'failed');
  assert.equal(page.channel().uploads[0]?.reason, 'unreachable');
});
