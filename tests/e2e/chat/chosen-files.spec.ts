// What happens to files between choosing and sending them.
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { log } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--max-upload', '2mb', '--limits', 'off'] });

// some file systems, and browsers, know seconds only
const LONG_AGO = new Date('2020-02-02T12:00:00Z');
const picker = (page: Page) => page.locator('input[type=file]');

test('a file that changed or vanished after it was chosen says so and is not tried again', async ({
  guest,
}, info) => {
  const anna = await guest('Anna');
  const paths = ['changed.txt', 'rewritten.txt', 'gone.txt'].map((name) => info.outputPath(name));
  for (const path of paths) {
    await writeFile(path, 'as it was chosen');
    await utimes(path, LONG_AGO, LONG_AGO);
  }
  await anna.context().setOffline(true);
  await picker(anna).setInputFiles(paths);
  const uploads = anna.getByRole('list', { name: 'Files on their way' });
  await expect(uploads.getByRole('listitem')).toHaveCount(3);
  await writeFile(paths[0] ?? '', 'not what it was, and longer');
  await writeFile(paths[1] ?? '', 'of the same size');
  await rm(paths[2] ?? '');
  await anna.context().setOffline(false);
  await expect(uploads.getByRole('alert')).toHaveText(
    paths.map(() => 'This file changed or is no longer there. Choose it again.'),
  );
  await expect(uploads.getByRole('button')).toHaveCount(3);
  await expect(uploads.getByRole('button', { name: /^Remove/ })).toHaveCount(3);
  await expect(log(anna).getByRole('article')).toHaveCount(0);
});

test('a dropped folder is explained, alone and beside a file that goes', async ({ guest }, info) => {
  const anna = await guest('Anna');
  await mkdir(info.outputPath('Holidays'));
  await writeFile(info.outputPath('Holidays/inside.txt'), 'inside');
  await writeFile(info.outputPath('beside.txt'), 'beside');
  const session = await anna.context().newCDPSession(anna);
  const drop = async (files: string[]) => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 300,
        y: 300,
        data: { items: [], files, dragOperationsMask: 1 },
      });
  };
  const uploads = anna.getByRole('list', { name: 'Files on their way' });
  const sentence = 'Folders can’t be sent. Choose the files in it, or send it as a ZIP file.';
  await drop([info.outputPath('Holidays')]);
  await expect(uploads.getByRole('alert')).toHaveText([sentence]);
  await drop([info.outputPath('Holidays'), info.outputPath('beside.txt')]);
  await expect(uploads.getByRole('alert')).toHaveText([sentence, sentence]);
  await expect(log(anna).getByRole('link', { name: /^Download .*beside\.txt/ })).toBeVisible();
  await expect(log(anna).getByRole('article')).toHaveCount(1);
});

test('three files chosen together arrive in that order, the first the largest', async ({ guest }) => {
  const anna = await guest('Anna');
  await picker(anna).setInputFiles(
    [1_900_000, 1_000, 10].map((size, at) => ({
      name: `${String(at + 1)}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.alloc(size, 'x'),
    })),
  );
  await expect(log(anna).getByRole('article')).toHaveCount(3);
  const names = await log(anna)
    .getByRole('link', { name: /^Download/ })
    .evaluateAll((links) => links.map((link) => link.getAttribute('download')));
  expect(names).toEqual(['1.txt', '2.txt', '3.txt']);
});
