// `npm run test:fault`, and with --short the part of it that `npm test` runs.
import './check-node.js';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const suite = new URL('../tests/fault/run.ts', import.meta.url);
if (existsSync(fileURLToPath(suite))) await import(suite.href);
else console.log('There is no fault suite yet (tests/fault/run.ts).');
