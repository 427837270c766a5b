// `npm run serve`: the server without a window.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch('server/cli/headless.js');
