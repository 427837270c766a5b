import { defineConfig } from '@playwright/test';
import { chooseBrowser } from './tests/support/browser/browser.ts';
import { QUIET } from './tests/support/browser/browser-flags.ts';

const { executablePath, env } = await chooseBrowser();

export default defineConfig({
  outputDir: 'test-results',
  // each spec has its own server, app and folder; a third one works while others wait, also on two cores
  workers: 3,
  timeout: 30_000,
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
    { name: 'chat', testDir: 'tests/e2e/chat', timeout: 60_000, expect: { timeout: 15_000 } },
    // an app each: it takes seconds to start where the machine is busy
    { name: 'desktop', testDir: 'tests/e2e/desktop', timeout: 60_000, expect: { timeout: 15_000 } },
  ],
});
