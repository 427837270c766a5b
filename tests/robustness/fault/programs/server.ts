// A server in a process of its own, to be killed. It loads first and starts when it is told, so that a
// successor can wait beside the running one.
// `node server.ts <folder of the server's sources>`, with an IPC channel; ends by itself when its parent is
// gone.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ServerModule from '../../../../server/index.ts';
import type { FromServer, ToServer } from '../server-process.ts';

const [, , root = ''] = process.argv;
const { createChatServer, defaultSettings } = (await import(
  pathToFileURL(join(root, 'index.ts')).href
)) as typeof ServerModule;

const tell = (message: FromServer): void => {
  process.send?.(message);
};
const fault =
  (kind: string) =>
  (error: unknown): void => {
    tell({
      kind: 'fault',
      text: `${kind}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    });
  };
process.on('uncaughtException', fault('uncaught exception'));
process.on('unhandledRejection', fault('unhandled rejection'));
process.on('disconnect', () => {
  process.exit();
});

process.on('message', (message: ToServer) => {
  const { data, port, freeSpaceFloor = 0 } = message;
  const settings = {
    ...defaultSettings,
    data,
    port,
    host: '127.0.0.1',
    limits: false,
    logLevel: 'error' as const,
    freeSpaceFloor,
    messageSpaceFloor: 0,
  };
  void start(createChatServer({ settings }));
});

async function start(server: ServerModule.ChatServer): Promise<void> {
  try {
    const { port } = await server.start();
    server.events.on('state', (state) => {
      if (state.state === 'failed') tell({ kind: 'fault', text: `the server failed: ${state.reason}` });
    });
    tell({ kind: 'running', port });
  } catch (error) {
    tell({ kind: 'refused', name: error instanceof Error ? error.name : '', message: String(error) });
    process.disconnect();
  }
}

tell({ kind: 'loaded' });
