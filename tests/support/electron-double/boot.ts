// From the loaded stand-in to the ready app, in Electron's order.
import { QUIET } from '../browser/browser-flags.ts';
import { app, becomeReady, switchesOf } from './app.ts';
import { type BrowserProgram, Chromium } from './cdp.ts';
import { dialog } from './desktop-services.ts';
import { runtime } from './runtime.ts';

/** Loads the app's entry, and makes it ready once that was evaluated. */
export async function boot(entry: string): Promise<void> {
  handleFaults();
  // without a second thought: the system asks it to end as a person would
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      app.quit();
    });
  const starting = startBrowser();
  // the entry's own fault is told first
  starting.catch(() => undefined);

  const hung = setTimeout(() => {
    console.error(
      'Electron double: the entry is still being evaluated. A top-level await of app.whenReady() hangs real Electron as well.',
    );
  }, 10_000).unref();
  try {
    await import(entry);
  } catch (error) {
    console.error('App threw an error during load\n', error);
    process.exit(1);
  }
  clearTimeout(hung);
  runtime.chromium = await starting;
  // Playwright reads this line
  if (runtime.chromium) process.stderr.write(`\nDevTools listening on ${runtime.chromium.url}\n`);
  becomeReady(app);
}

/** `ELECTRON_DOUBLE_BROWSER=none`: there is none, so that whatever opens a page or a session fails. */
async function startBrowser(): Promise<Chromium | undefined> {
  if (process.env['ELECTRON_DOUBLE_BROWSER'] === 'none') return undefined;
  return Chromium.start(await chooseProgram(), [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...QUIET,
    ...switchesOf(app),
  ]);
}

/** Handed over by the specs; else chosen as they do. */
async function chooseProgram(): Promise<BrowserProgram> {
  const given = process.env['ELECTRON_DOUBLE_BROWSER'];
  if (given !== undefined) return JSON.parse(given) as BrowserProgram;
  const { chooseBrowser } = await import('../browser/browser.ts');
  const { executablePath, env } = await chooseBrowser();
  if (executablePath !== undefined) return { executablePath, env };
  const { chromium } = await import('@playwright/test');
  return { executablePath: chromium.executablePath(), env };
}

/**
 * As Electron treats what nobody caught: a box for exceptions if the app has no handler, a warning for
 * promises; the app goes on.
 */
function handleFaults(): void {
  process.on('uncaughtException', (error: unknown) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    dialog.showErrorBox('A JavaScript error occurred in the main process', `Uncaught Exception:\n${stack}`);
  });
  process.on('unhandledRejection', (reason: unknown) => {
    if (process.listenerCount('unhandledRejection') > 1) return;
    console.error('UnhandledPromiseRejectionWarning:', reason);
  });
}
