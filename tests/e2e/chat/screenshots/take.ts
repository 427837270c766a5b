// `npm run screenshots`: pictures of the guests' page for docs/screenshots, as
// `chat-<state>-<theme>-<size>.png`.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import sharp from 'sharp';
import { ensureBuild } from '../../../../scripts/builds.ts';
import { chooseBrowser } from '../../../support/browser/browser.ts';
import { QUIET } from '../../../support/browser/browser-flags.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';
import { HOST, HOST_RULES } from '../host.ts';
import { serveRoom, type ServedRoom } from '../server-process.ts';
import { enterRoom, say, unsent } from '../talk.ts';

type Theme = 'light' | 'dark';
type State = 'join' | 'empty' | 'busy' | 'channels' | 'people' | 'lost';

const root = join(import.meta.dirname, '../../../..');
const FOLDER = join(root, 'docs/screenshots');
const SIZES = { desktop: [1440, 900], tablet: [1024, 768], phone: [390, 844] } as const;
const SHOTS: readonly (readonly [State, Theme, keyof typeof SIZES])[] = [
  ['join', 'light', 'desktop'],
  ['join', 'dark', 'phone'],
  ['empty', 'dark', 'desktop'],
  ['busy', 'light', 'desktop'],
  ['busy', 'dark', 'desktop'],
  ['busy', 'light', 'tablet'],
  ['busy', 'dark', 'tablet'],
  ['busy', 'light', 'phone'],
  ['channels', 'dark', 'phone'],
  ['people', 'light', 'phone'],
  ['lost', 'dark', 'tablet'],
  ['lost', 'light', 'phone'],
];
const MOST_BYTES = 200_000;

/** People who talk about a school project, with a file and code. */
async function talk(room: ServedRoom): Promise<() => void> {
  const come = async (name: string) =>
    enter(room.url, person(name), { join: { token: randomBytes(32).toString('base64url') } });
  const [mia, jonas, lena] = [await come('Mia'), await come('Jonas'), await come('Lena')];
  await mia.say('general', 'Good morning! Who has the **readings** of the weather station?');
  await jonas.say(
    'general',
    'Me. I read them with this:\n```python\nfor line in open("readings.csv"):\n    day, warmth = line.split(",")\n    print(day, float(warmth))\n```',
  );
  const form = new FormData();
  form.set('file', new Blob(['Monday,14.5\n'.repeat(900)]), 'readings.txt');
  const file: unknown = await (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).json();
  await jonas.say('general', 'And the table:', { type: 'file', file });
  await lena.say('general', 'Thank you! Then I draw the curve until the break.');
  await lena.say('general', 'Does `float` take a comma, too?');
  await mia.say('general', 'No, only a point. See #help');
  await lena.say('help', 'How do I read numbers with a comma?');
  return () => {
    for (const each of [mia, jonas, lena]) each.close();
  };
}

async function bring(page: Page, state: State): Promise<void> {
  if (state === 'join') {
    await page.getByLabel('Your name').fill('Quiet Otter');
    return;
  }
  await enterRoom(page, 'Emil');
  // highlighted
  if (state !== 'empty') await expect(page.locator('pre code span').first()).toBeVisible();
  if (state === 'channels') await page.getByRole('button', { name: /^Channels/ }).click();
  if (state === 'people') await page.getByRole('button', { name: /^People, / }).click();
  if (state === 'channels' || state === 'people') await expect(page.getByRole('dialog')).toBeVisible();
  if (state !== 'lost') return;
  await page.context().setOffline(true);
  await expect(page.getByText('This device is not in a network')).toBeVisible();
  await say(page, 'I am in the cellar, this goes as soon as I am up again.');
  await expect(unsent(page)).toHaveCount(1);
}

type Shot = (typeof SHOTS)[number];

const nameOf = ([state, theme, device]: Shot): string =>
  `chat-${state}-${theme}-${SIZES[device].join('x')}.png`;

async function take(browser: Browser, appDir: string, shot: Shot): Promise<void> {
  const [state, theme, device] = shot;
  const room = await serveRoom(appDir, ['--limits', 'off']);
  const leave = state === 'empty' ? () => undefined : await talk(room);
  const [width, height] = SIZES[device];
  const options: BrowserContextOptions = {
    colorScheme: theme,
    locale: 'en-GB',
    viewport: { width, height },
    deviceScaleFactor: device === 'phone' ? 2 : 1,
    hasTouch: device === 'phone',
    isMobile: device === 'phone',
  };
  const page = await browser.newPage(options);
  try {
    await page.goto(`http://${HOST}:${String(room.port)}`);
    await bring(page, state);
    // nothing is under the pointer
    await page.mouse.move(0, 0);
    await page.evaluate(async () =>
      Promise.all(
        document
          .getAnimations()
          .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
          .map(async ({ finished }) => finished.catch(() => undefined)),
      ),
    );
    const picture = await sharp(await page.screenshot())
      .png({ palette: true, effort: 10 })
      .toBuffer();
    const name = nameOf(shot);
    if (picture.length > MOST_BYTES)
      throw new Error(`${name} has ${String(picture.length)} bytes; expected at most ${String(MOST_BYTES)}`);
    await writeFile(join(FOLDER, name), picture);
    console.log(name);
  } finally {
    await page.context().close();
    leave();
    await room.close();
  }
}

const wanted = process.argv.slice(2);
const { executablePath, env } = await chooseBrowser();
const appDir = process.env['APP_DIR'] ?? (await ensureBuild(root)).folder;
await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  env,
  args: [...QUIET, HOST_RULES],
});
try {
  for (const shot of SHOTS)
    if (wanted.length === 0 || wanted.some((part) => nameOf(shot).includes(part)))
      await take(browser, appDir, shot);
} finally {
  await browser.close();
}
