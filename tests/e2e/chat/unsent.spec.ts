// What does not get to the server: refused for good, or on its way while the page is loaded anew.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openRoom } from '../../support/helpers/running-room.ts';
import { test } from './hosted.ts';
import { expect } from './room.ts';
import { decideSends, type Fate } from './sends.ts';
import { enterRoom, everything, field, log, message, say, unsent } from './talk.ts';

const act = async (page: Page, text: string, name: string): Promise<void> =>
  message(page, text).getByRole('button', { name, exact: true }).click();

test('a refused message says why, and can be sent again, copied or thrown away; those after it go', async ({
  visit,
  guest,
}) => {
  let fate: Fate = 'pass';
  const { page: anna } = await visit({ before: (context) => decideSends(context, () => fate) });
  await enterRoom(anna, 'Anna');
  const ben = await guest('Ben');
  fate = 'forbidden';
  await say(anna, 'first');
  await say(anna, 'second');
  for (const text of ['first', 'second'])
    await expect(message(anna, text).getByRole('alert')).toContainText('Not sent: this is not allowed');
  fate = 'pass';
  await say(anna, 'third');
  await expect(message(ben, 'third')).toBeVisible();

  // both outlive the page
  await anna.reload();
  await expect(unsent(anna)).toHaveCount(2);
  await act(anna, 'first', 'Retry');
  await expect(message(ben, 'first')).toBeVisible();
  await act(anna, 'second', 'Copy');
  await expect(message(anna, 'second').getByRole('button', { name: 'Copied' })).toBeVisible();
  await field(anna).press('ControlOrMeta+v');
  await expect(field(anna)).toHaveValue('second');
  await act(anna, 'second', 'Discard');
  await expect(unsent(anna)).toHaveCount(0);
  await anna.reload();
  await expect(log(anna).getByRole('article')).toHaveCount(2);
  expect(await everything(ben)).toEqual(['third', 'first']);
});

test('a page older than the server offers to load itself anew, and takes along drafts and what is on its way', async ({
  appDir,
  hosted,
  visit,
}) => {
  let fate: Fate = 'pass';
  const { page: anna } = await visit({ before: (context) => decideSends(context, () => fate) });
  await enterRoom(anna, 'Anna');
  await say(anna, 'before');
  const offer = anna.getByText('There is a newer version of this page');
  await expect(message(anna, 'before')).toBeVisible();
  await expect(offer).toHaveCount(0);

  await hosted.server.close();
  const folder = await mkdtemp(join(tmpdir(), 'lanline-newer-page-'));
  await cp(join(appDir, 'renderer/chat'), folder, { recursive: true });
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(
    join(folder, 'index.html'),
    page.replace(/(name="lanline-build" content=")[^"]*/, '$1newer'),
  );
  for (const ending of ['br', 'gz']) await rm(join(folder, `index.html.${ending}`));
  const newer = await openRoom({
    pageFolder: folder,
    build: 'newer',
    from: hosted.folder,
    settings: { port: hosted.port },
  });
  try {
    await expect(offer).toBeVisible();
    fate = 'lost';
    await say(anna, 'on its way');
    await expect(unsent(anna)).toHaveCount(1);
    await field(anna).fill('a draft');
    fate = 'pass';
    await anna.getByRole('button', { name: 'Reload' }).click();
    await expect(anna.locator('meta[name="lanline-build"]')).toHaveAttribute('content', 'newer');
    await expect(field(anna)).toHaveValue('a draft');
    await expect(log(anna).getByRole('article')).toHaveCount(2);
    await expect(unsent(anna)).toHaveCount(0);
    await expect(offer).toHaveCount(0);
  } finally {
    await newer.close();
    await rm(folder, { recursive: true });
  }
});
