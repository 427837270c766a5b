// `npm run chat`: `lanline chat`, the terminal client.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch(['chat', ...process.argv.slice(2)]);
