// Visits of a room as guests make them: by plain http, from a browser that has nothing of it yet.
import { hostname } from 'node:os';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { chooseBrowser } from '../../../support/browser/browser.ts';
import { QUIET } from '../../../support/browser/browser-flags.ts';
import { clickUntil, installProbe, layoutShift, longestTask, scriptsOf, shownAt } from './probe.ts';

export const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A phone of some years ago against the machine that measures */
const SLOWER = 4;
/** Wi-Fi in a full classroom */
const NETWORK = { offline: false, latency: 5, downloadThroughput: 30e6 / 8, uploadThroughput: 10e6 / 8 };

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Guests {
  browser: Browser;
  url: string;
  /** The newest message of the first channel */
  newest: string;
}

/**
 * A browser to which this machine is another one of the network: to a page of localhost it would give more.
 */
export async function openBrowser(): Promise<{ browser: Browser; host: string }> {
  const { executablePath, env } = await chooseBrowser();
  const host = `${hostname().split('.')[0]?.toLowerCase() ?? ''}.local`;
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    env,
    args: [...QUIET, `--host-resolver-rules=MAP ${host} 127.0.0.1`],
  });
  return { browser, host };
}

interface VisitOptions {
  screen?: keyof typeof SCREENS;
  kept?: Kept;
  isSlow?: boolean;
  /** The page's files lie in the browser's cache: it was there before */
  isCached?: boolean;
}

/** A page that was not loaded yet, in a browser of its own. */
async function visit<T>(
  { browser, newest, url }: Guests,
  { screen = 'desktop', kept, isSlow = false, isCached = false }: VisitOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: SCREENS[screen],
    ...(kept && { storageState: kept }),
  });
  try {
    if (isCached) {
      const former = await context.newPage();
      await former.goto(url, { waitUntil: 'networkidle' });
      await former.close();
    }
    const page = await context.newPage();
    await installProbe(page, newest);
    if (isSlow) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', NETWORK);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    }
    return await use(page);
  } finally {
    await context.close();
  }
}

const joinButton = (page: Page) => page.getByRole('button', { name: 'Join', exact: true });

/** Somebody who was here before: what the browser keeps of it. */
export function becomeKnown(guests: Guests): Promise<Kept> {
  return visit(guests, {}, async (page) => {
    await page.goto(guests.url);
    await joinButton(page).click();
    await shownAt(page, guests.newest);
    return page.context().storageState({ indexedDB: true });
  });
}

/**
 * A slow device that opens the address and is known, with or without the page's files in its cache: until the
 * first message is seen, how much moved until all was there, and which scripts it took.
 */
export function comeAgain(
  guests: Guests,
  kept: Kept,
  screen: keyof typeof SCREENS,
  isCached: boolean,
): Promise<{ shown: number; shift: number; scripts: string[] }> {
  return visit(guests, { screen, kept, isSlow: true, isCached }, async (page) => {
    await page.goto(guests.url, { waitUntil: 'commit' });
    const shown = await shownAt(page, guests.newest);
    const scripts = await scriptsOf(page);
    return { shown, scripts, shift: await settledShift(page) };
  });
}

/** The same for somebody new: until the form is there, and from its button to the first message. */
export function comeFirst(
  guests: Guests,
  screen: keyof typeof SCREENS,
): Promise<{ form: number; shown: number; shift: number }> {
  return visit(guests, { screen, isSlow: true }, async (page) => {
    await page.goto(guests.url, { waitUntil: 'commit' });
    const form = await shownAt(page, 'Your name');
    await joinButton(page).scrollIntoViewIfNeeded();
    const shown = await clickUntil(page, await middle(page, 'Join'), guests.newest);
    return { form, shown, shift: await settledShift(page) };
  });
}

/** When nothing is fetched any more, what moves has moved. */
async function settledShift(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle');
  return layoutShift(page);
}

/** From the click on a channel's name until its content is seen, each for the first time in a page's life. */
export function openChannels(
  guests: Guests,
  kept: Kept,
  channels: readonly { name: string; text: string }[],
): Promise<number[]> {
  return visit(guests, { kept }, async (page) => {
    await page.goto(guests.url);
    await shownAt(page, guests.newest);
    await page.waitForLoadState('networkidle');
    const times: number[] = [];
    for (const { name, text } of channels) times.push(await clickUntil(page, await middle(page, name), text));
    return times;
  });
}

async function middle(page: Page, name: string): Promise<{ x: number; y: number }> {
  const button = page.getByRole('button', { name, exact: true });
  await button.hover();
  const box = await button.boundingBox();
  if (!box) throw new Error(`There is no button ${name}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * Turning the wheel up through a long history, a turn a frame: the longest task, and how many pages of
 * messages were fetched on the way.
 */
export function scrollUp(
  guests: Guests,
  kept: Kept,
  turns: number,
): Promise<{ longest: number; pages: number }> {
  return visit(guests, { kept }, async (page) => {
    await page.goto(guests.url);
    await shownAt(page, guests.newest);
    await page.waitForLoadState('networkidle');
    let pages = 0;
    page.on('response', (response) => {
      if (new URL(response.url()).searchParams.has('before')) pages += 1;
    });
    await page.getByRole('log').hover();
    await longestTask(page);
    for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, -600);
    return { longest: await longestTask(page), pages };
  });
}
