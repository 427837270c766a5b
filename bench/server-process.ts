// One server in a process of its own, so that what is measured does not share its processor with those who
// measure.
// Started by `startServer` of bench/servers.ts: the data folder is the first argument, `on` as the second
// keeps the limits, then the page's build and folder; the port goes to the parent.
import { createChatServer, defaultSettings } from '../server/index.ts';

const [data = '', limits = 'off', build, pageFolder] = process.argv.slice(2);
const server = createChatServer({
  settings: {
    ...defaultSettings,
    data,
    port: 0,
    host: '127.0.0.1',
    limits: limits === 'on',
    logLevel: 'warn',
  },
  ...(build !== undefined && pageFolder !== undefined && { build, pageFolder }),
});
const { port } = await server.start();
process.once('message', () => {
  void stop();
});
process.send?.({ port });

async function stop(): Promise<void> {
  await server.close();
  process.disconnect();
}
