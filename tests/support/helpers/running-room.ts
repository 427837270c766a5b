// A real server on a free port of loopback, over a folder of its own that is removed afterwards.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createChatServer,
  defaultSettings,
  type ChatServer,
  type ChatServerOptions,
  type Settings,
} from '../../../server/index.ts';
import { claimPort } from './claimed-port.ts';
import { isAsOnWindows, testFileSystem } from './test-file-system.ts';

export interface RunningRoom {
  /** The one that runs now; another after `restart` */
  readonly server: ChatServer;
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Ends the server and starts another over the same folder and port; `between` runs while there is none. */
  restart(between?: () => Promise<unknown> | void): Promise<void>;
  /** Ends the server and removes its folder. */
  close(): Promise<void>;
}

export interface RoomOptions extends Omit<ChatServerOptions, 'settings'> {
  settings?: Partial<Settings>;
  /** Copied to be the data folder */
  from?: string;
}

export async function openRoom({ settings = {}, from, ...options }: RoomOptions = {}): Promise<RunningRoom> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-room-'));
  if (from !== undefined) await cp(from, folder, { recursive: true });
  const make = (port: number): ChatServer =>
    createChatServer({
      ...(isAsOnWindows && { fs: testFileSystem }),
      ...options,
      // the machine may be short of space; tests send small files
      settings: {
        ...defaultSettings,
        freeSpaceFloor: 0,
        host: '127.0.0.1',
        localName: '',
        logLevel: 'warn',
        ...settings,
        data: folder,
        port,
      },
    });
  // `restart` must find it free, and clients that try again meanwhile nobody
  const claimed = settings.port === undefined ? await claimPort() : undefined;
  let server = make(claimed?.port ?? settings.port ?? 0);
  const { port } = await server.start();

  return {
    get server() {
      return server;
    },
    port,
    folder,
    url: `http://127.0.0.1:${String(port)}`,
    async restart(between) {
      await server.close();
      await between?.();
      server = make(port);
      await server.start();
    },
    async close() {
      await server.close();
      await claimed?.release();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
