// One message never harms another: a row that cannot be drawn, a text made to be slow, one with nothing to
// see.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BLANK_TEXTS } from '../../support/helpers/blank-texts.ts';
import { enter, person } from '../../support/helpers/test-client.ts';
import type { ServedRoom } from './server-process.ts';
import { enterRoom, field, log, message } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--limits', 'off'] });

/** The room as if an old server's folder had been taken over: its messages were never checked. */
async function importInto(room: ServedRoom, contents: readonly string[]): Promise<void> {
  await room.kill();
  await rm(room.folder, { recursive: true });
  await mkdir(join(room.folder, 'channels'), { recursive: true });
  const messages = contents.map((content, at) => ({
    id: `old-${String(at)}`,
    user_id: 'old',
    username: 'CleverFox212',
    content,
    type: 'text',
    file: null,
    timestamp: `2026-11-22T20:${String(at).padStart(2, '0')}:00.000000`,
    channel_id: 'general',
  }));
  await writeFile(join(room.folder, 'channels', 'general.json'), JSON.stringify(messages));
  await room.start();
}

const rows = (page: Page) => log(page).getByRole('article');

test('a row that cannot be drawn shows its text, the others stay', async ({ room, visit }) => {
  const writer = await enter(room.url, person('Writer'));
  for (const content of ['before *it*', 'BROKEN\n*as* written', 'after **it**'])
    await writer.say('general', content);
  const { page } = await visit({
    // whatever the fault may be: here something that drawing needs throws, for this text only
    before: (context) =>
      context.addInitScript(() => {
        const { split } = String.prototype;
        Reflect.set(String.prototype, 'split', function (this: string, ...args: [string]) {
          if (this.startsWith('BROKEN')) throw new Error('ERR_OF_THE_TEST');
          return Reflect.apply(split, this, args);
        });
      }),
  });
  await enterRoom(page, 'Anna');
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).nth(1).locator('p')).toHaveText('BROKEN\n*as* written', { useInnerText: true });
  await expect(rows(page).nth(1)).toContainText('Writer');
  await expect(rows(page).nth(0).locator('em')).toHaveText('it');
  await expect(rows(page).nth(2).locator('strong')).toHaveText('it');
  await field(page).fill('BROKEN too');
  await field(page).press('Enter');
  await expect(message(page, 'BROKEN too')).toBeVisible();
  await field(page).fill('still here');
  await field(page).press('Enter');
  await expect(message(page, 'still here')).toBeVisible();
  await expect(rows(page).nth(0).locator('em')).toHaveText('it');
  writer.close();
});

test('an imported message with nothing to see says so', async ({ room, visit }) => {
  await importInto(room, BLANK_TEXTS);
  const { page } = await visit({ viewport: { width: 1280, height: 4_000 } });
  await enterRoom(page, 'Anna');
  await expect(rows(page)).toHaveCount(BLANK_TEXTS.length);
  for (const row of await rows(page).all()) await expect(row.getByText('Empty message')).toBeVisible();
  await field(page).fill('\u200B\u3164');
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
});
