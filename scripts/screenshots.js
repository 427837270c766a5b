// `npm run screenshots [-- part of a name …]`: pictures of the guests' page and of the window in their
// states, into docs/screenshots.
import './check-node.js';

// by address, so that the scripts' types need no browser's: the tests have them
for (const part of ['chat/screenshots/take.ts', 'desktop/screenshots/run.ts'])
  await import(new URL(`../tests/e2e/${part}`, import.meta.url).href);
