// `npm run test:fault`, and with --short the part of it that `npm test` runs.
import './check-node.js';

await import('../tests/robustness/fault/run.ts');
