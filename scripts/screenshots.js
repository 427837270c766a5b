// `npm run screenshots [-- part of a name …]`: pictures of the window in its states, into docs/screenshots.
import './check-node.js';

await import('../tests/desktop/screenshots/run.ts');
