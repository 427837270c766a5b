// `npm run serve`: `lanline serve`, the server without a window.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch(['serve', ...process.argv.slice(2)]);
