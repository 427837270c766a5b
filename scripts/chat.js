// `npm run chat`: the terminal client.
import './check-node.js';

const { launch } = await import('./launch.ts');
await launch('terminal/chat.js');
