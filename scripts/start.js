// `npm start`: the desktop where Electron and a display are there, otherwise the server without a window, and
// one line that says why.
import './check-node.js';

const { start } = await import('./desktop.ts');
await start(process.argv.slice(2));
