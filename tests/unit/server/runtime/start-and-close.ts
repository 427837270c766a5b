// A program of its own: `import` only imports the server, `start` starts it and closes it when somebody has
// joined. It must then end by itself.
import { createChatServer, defaultSettings } from '../../../../server/index.ts';

const [, , what, data = ''] = process.argv;

function listeners(): string {
  const names = [
    'SIGINT',
    'SIGTERM',
    'SIGHUP',
    'uncaughtException',
    'unhandledRejection',
    'exit',
    'beforeExit',
  ].filter((name) => process.listenerCount(name) > 0);
  return names.length === 0 ? 'no listeners of the process' : names.join(', ');
}

const server = createChatServer({ settings: { ...defaultSettings, data, port: 0, host: '127.0.0.1' } });
if (what === 'start') {
  const { port } = await server.start();
  const joined = new Promise((resolve) => {
    server.events.once('person', resolve);
  });
  console.log(port);
  await joined;
  await server.close();
}
console.log(listeners());
