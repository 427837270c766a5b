import { defineConfig } from '@playwright/test';
import { chooseBrowser } from './tests/support/browser/browser.ts';
import { QUIET } from './tests/support/browser/browser-flags.ts';

const { executablePath, env } = await chooseBrowser();

/** For what hangs, not for what is slow: on a busy machine a spec may take ten times as long. */
const LIMITS = { timeout: 180_000, expect: { timeout: 45_000 } };

export default defineConfig({
  outputDir: 'test-results',
  // each spec has its own server, app and folder; a third one works while others wait, also on two cores
  workers: 3,
  forbidOnly: Boolean(process.env['CI']),
  // a spec that fails now and then has a cause
  retries: 0,
  reporter: 'list',
  use: {
    // a trace costs a third of the time: `--trace retain-on-failure` where one is wanted
    trace: 'off',
    launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), env, args: [...QUIET] },
  },
  projects: [
    // the guests' page, under a name that is not localhost: room.ts
    { name: 'chat', testDir: 'tests/e2e/chat', ...LIMITS },
    { name: 'desktop', testDir: 'tests/e2e/desktop', ...LIMITS },
  ],
});
