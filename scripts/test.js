// `npm test`, and with --full `npm run test:full`: every suite in order, and how long each took.
import './check-node.js';

const { test } = await import('./suites.ts');
process.exitCode = await test(process.argv.slice(2));
