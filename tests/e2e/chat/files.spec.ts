// Files: every kind, by button, paste and drop; how far they are, and why one is not taken.
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { BAD, GOOD } from '../../unit/server/store/uploads/samples.ts';
import { field, log, message, say } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--max-upload', '2mb', '--limits', 'off'] });

const picker = (page: Page) => page.locator('input[type=file]');
const picture = async (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 360, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
const blank = (width: number) =>
  sharp({ create: { width, height: width, channels: 3, background: '#3366cc' } });

/** Ten seconds of silence. */
function wave(): Buffer {
  const rate = 8_000;
  const samples = 10 * rate;
  const bytes = Buffer.alloc(44 + samples, 0x80);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate],
  ] as const)
    bytes.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    bytes.writeUInt16LE(value, at);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples, 40);
  return bytes;
}

test('pictures are shown and open large, sounds play, anything else is there to keep', async ({ guest }) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  await picker(anna).setInputFiles([
    { name: 'Übersicht 🎉.png', mimeType: 'image/png', buffer: await picture() },
    { name: 'silence.wav', mimeType: 'audio/wav', buffer: wave() },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Hello\n') },
  ]);
  await expect(log(ben).getByRole('article')).toHaveCount(3);
  const shown = log(ben).getByRole('button', { name: /^Open image .*Übersicht 🎉\.png/ });
  await expect
    .poll(() => shown.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);
  await shown.click();
  await expect(ben.getByRole('dialog').locator('img')).toBeVisible();
  await ben.keyboard.press('Escape');
  await expect(ben.getByRole('dialog')).toHaveCount(0);
  await log(ben)
    .getByRole('button', { name: /^Play .*silence\.wav/ })
    .click();
  await expect(log(ben).getByRole('button', { name: /^Pause .*silence\.wav/ })).toBeVisible();
  const downloading = ben.waitForEvent('download');
  await log(ben)
    .getByRole('link', { name: /^Download .*notes\.txt/ })
    .click();
  expect((await downloading).suggestedFilename()).toBe('notes.txt');
});

const asFile = ([name, buffer]: readonly [string, Buffer, ...unknown[]]) => ({ name, mimeType: '', buffer });

/** Some frames, as a browser records them. */
const film = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const canvas = document.createElement('canvas');
        const pen = canvas.getContext('2d');
        const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm;codecs=vp8' });
        const drawing = setInterval(() => {
          pen?.fillRect(Math.random() * 99, 0, 9, 9);
        }, 20);
        recorder.addEventListener('dataavailable', ({ data }) => {
          clearInterval(drawing);
          const reader = new FileReader();
          reader.addEventListener('load', () => {
            resolve((reader.result as string).replace(/^.*base64,/, ''));
          });
          reader.readAsDataURL(data);
        });
        recorder.start();
        // how long the film is: a recorder goes by real time
        setTimeout(() => {
          recorder.stop();
        }, 300);
      }),
  );

test('films play where they stand', { tag: '@full' }, async ({ guest }) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  await picker(anna).setInputFiles({
    name: 'film.webm',
    mimeType: 'video/webm',
    buffer: Buffer.from(await film(anna), 'base64'),
  });
  const video = log(ben).locator('video');
  await expect(video).toHaveAttribute('aria-label', /^Video .*film\.webm/);
  await expect
    .poll(() =>
      video.evaluate(async (element: HTMLVideoElement) => {
        element.muted = true;
        await element.play();
        return element.videoWidth;
      }),
    )
    .toBe(300);
});

test('files of every kind come as what they are; programs do not come at all, with the reason', async ({
  guest,
}) => {
  // some sixty files go one after the other
  const patience = { timeout: 90_000 };
  const anna = await guest('Anna');
  // so high that all of them are drawn
  await anna.setViewportSize({ width: 1280, height: 12_000 });
  await picker(anna).setInputFiles(GOOD.map(asFile));
  await expect(log(anna).getByRole('article')).toHaveCount(GOOD.length, patience);
  for (const name of ['a.pdf', 'a.zip', 'report.zip', 'a.docx', 'a.xls', 'a.pptx', 'a.rar'])
    await expect(
      log(anna).getByRole('link', { name: `Download \u2068${name}\u2069`, exact: true }),
    ).toBeVisible();
  for (const name of ['a.png', 'A.PNG', 'a.jpg', 'a.gif', 'a.webp'])
    await expect(
      log(anna).getByRole('button', { name: `Open image \u2068${name}\u2069`, exact: true }),
    ).toBeVisible();

  await picker(anna).setInputFiles(BAD.map(asFile));
  const refusals = anna.getByRole('list', { name: 'Files on their way' }).getByRole('alert');
  await expect(refusals).toHaveCount(BAD.length);
  for (const words of await refusals.allInnerTexts())
    expect(words).toMatch(/^Programs and scripts \((?:EXE|JS)\) are not accepted here|^This is a program/);
  await expect(log(anna).getByRole('article')).toHaveCount(GOOD.length);
});

test('a file that is not allowed or too large says why, and the others go', async ({ guest }) => {
  const anna = await guest('Anna');
  await picker(anna).setInputFiles([
    { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    { name: 'huge.txt', mimeType: 'text/plain', buffer: Buffer.alloc(3_000_000, 'x') },
    { name: 'fine.txt', mimeType: 'text/plain', buffer: Buffer.from('fine') },
  ]);
  const uploads = anna.getByRole('list', { name: 'Files on their way' });
  await expect(
    uploads.getByRole('alert').filter({ hasText: 'Programs and scripts (EXE) are not accepted here' }),
  ).toBeVisible();
  await expect(
    uploads
      .getByRole('alert')
      .filter({ hasText: 'is more than the 2 MB allowed here. The host can raise the limit.' }),
  ).toBeVisible();
  await expect(log(anna).getByRole('link', { name: /^Download .*fine\.txt/ })).toBeVisible();
  await uploads.getByRole('button', { name: /^Remove .*setup\.exe/ }).click();
  await uploads.getByRole('button', { name: /^Remove .*huge\.txt/ }).click();
  await expect(uploads).toHaveCount(0);
});

test('a picture by another name is shown, one too large to decode is a card, a voice message has a player', async ({
  guest,
}) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  // so high that nothing has to scroll, and a click lands where it was meant to
  await ben.setViewportSize({ width: 1280, height: 2_000 });
  const opus = Buffer.alloc(200);
  opus.write('OggS', 0, 'latin1');
  opus.set([1, 30], 26);
  opus.write('OpusHead', 28, 'latin1');
  await picker(anna).setInputFiles([
    { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await blank(400).webp().toBuffer() },
    { name: 'huge.png', mimeType: 'image/png', buffer: await blank(12_000).png().toBuffer() },
    { name: 'voice.ogg', mimeType: 'audio/ogg', buffer: opus },
    { name: 'foto2.png', mimeType: 'image/png', buffer: await picture() },
  ]);
  await expect(log(ben).getByRole('article')).toHaveCount(4);
  const shown = log(ben).getByRole('button', { name: /^Open image .*foto\.jpg/ });
  for (const name of ['foto.jpg', 'foto2.png'])
    await expect
      .poll(() =>
        log(ben)
          .getByRole('button', { name: `Open image \u2068${name}\u2069`, exact: true })
          .locator('img')
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBeGreaterThan(10);
  await expect(log(ben).getByRole('button', { name: /^Play .*voice\.ogg/ })).toBeVisible();
  await expect(log(ben).getByRole('link', { name: /^Download .*huge\.png/ })).toBeVisible();
  await expect(log(ben).locator('img')).toHaveCount(2);
  await shown.click();
  await expect(ben.getByRole('dialog').getByRole('status')).toHaveText('1 of 2');
});

test('a slow file tells how far it is and can be cancelled; writing goes on', async ({ guest }) => {
  const anna = await guest('Anna');
  const session = await anna.context().newCDPSession(anna);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 60_000,
  });
  await picker(anna).setInputFiles({
    name: 'slow.txt',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(1_500_000, 'x'),
  });
  const bar = anna.getByRole('progressbar', { name: /^Uploading .*slow\.txt/ });
  await expect(bar).toBeVisible();
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await say(anna, 'meanwhile');
  await anna.getByRole('button', { name: /^Cancel .*slow\.txt/ }).click();
  await expect(bar).toHaveCount(0);
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await expect(message(anna, 'meanwhile')).toBeVisible();
  await expect(log(anna).getByText('slow.txt')).toHaveCount(0);
});

test('what is pasted or dropped is sent', async ({ guest }) => {
  const [anna, ben] = [await guest('Anna'), await guest('Ben')];
  const bytes = (await picture()).toString('base64');
  await field(anna).evaluate((element, base64) => {
    const data = new DataTransfer();
    data.items.add(
      new File([Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)], 'image.png', {
        type: 'image/png',
      }),
    );
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await expect(log(ben).getByRole('button', { name: /^Open image/ })).toBeVisible();

  const dragged = await anna.evaluateHandle(() => {
    const data = new DataTransfer();
    for (const name of ['dropped.txt', 'with it.txt'])
      data.items.add(new File([name], name, { type: 'text/plain' }));
    return data;
  });
  await log(anna).dispatchEvent('dragenter', { dataTransfer: dragged });
  await log(anna).dispatchEvent('dragover', { dataTransfer: dragged });
  await expect(anna.getByText(/^Drop files to send them to/)).toBeVisible();
  await log(anna).dispatchEvent('drop', { dataTransfer: dragged });
  await expect(anna.getByText(/^Drop files to send them to/)).toHaveCount(0);
  for (const name of [/^Download .*dropped\.txt/, /^Download .*with it\.txt/])
    await expect(log(ben).getByRole('link', { name })).toBeVisible();
});
