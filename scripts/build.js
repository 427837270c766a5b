// `npm run build`
import './check-node.js';

// only now: an older Node cannot load TypeScript
const { build } = await import('./launch.ts');
const made = await build();
if (made) console.log(made.made ? `Built ${made.folder}` : `Up to date: ${made.folder}`);
