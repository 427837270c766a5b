// `npm run test:threats`: the attacks for a minute each, with figures.
import './check-node.js';

await import('../tests/robustness/threats/run.ts');
