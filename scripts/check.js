// `npm run check`: `lanline check`, whether a data folder is whole.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch(['check', ...process.argv.slice(2)]);
