// `npm run package -- --linux --win --mac [--x64 --arm64] [--dir]`: installers, or with --dir the folders
// that they would contain.
import './check-node.js';

const { packageApp } = await import('./packaging.ts');
await packageApp(process.argv.slice(2));
