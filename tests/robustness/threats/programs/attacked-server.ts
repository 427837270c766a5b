// A server in a process of its own with the default limits, which trusts nobody: the attacker comes over
// loopback, too. `node attacked-server.ts <data folder>`, with an IPC channel; ends when its parent is gone.
import { createChatServer, defaultSettings, type Settings } from '../../../../server/index.ts';

const [, , data = '', settings = '{}'] = process.argv;
process.on('disconnect', () => {
  process.exit();
});
// what it takes at most, whenever that was: a look now and then would miss it
process.on('message', () => {
  if (globalThis.gc) globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ rss, used: heapUsed + external, most: process.resourceUsage().maxRSS * 1024 });
});
const server = createChatServer({
  settings: {
    ...defaultSettings,
    data,
    port: 0,
    host: '127.0.0.1',
    localName: 'off',
    logLevel: 'warn',
    freeSpaceFloor: 0,
    trustedAddresses: [],
    ...(JSON.parse(settings) as Partial<Settings>),
  },
});
const { port } = await server.start();
process.send?.({ port });
