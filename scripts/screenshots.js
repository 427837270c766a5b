// `npm run screenshots [-- part of a name …]`: pictures of the guests' page and of the window in their states, into docs/screenshots.
import './check-node.js';

await import('../tests/guests/screenshots/take.ts');
await import('../tests/desktop/screenshots/run.ts');
