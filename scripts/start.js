// `npm start` and `npm run serve`: the server without a window; `npm start` will open the desktop where there is one.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch('server/headless.js');
