// What a server is started with, and what its parts are made of while it starts.
import { networkInterfaces as systemInterfaces } from 'node:os';
import type { Clock } from '../chat/ports/clock.ts';
import type { NetworkInterfaces } from '../network/addresses.ts';
import type { Settings } from '../settings/read-settings.ts';
import { nodeFileSystem, type FileSystem } from '../store/files/file-system.ts';
import { systemClock } from './clock.ts';
import { createDisposers, type Disposers } from './disposers.ts';
import type { PortTaken, Tell } from './server-events.ts';

export interface ChatServerOptions {
  settings: Settings;
  /** What clients compare to see whether their page is older */
  build?: string;
  /** The guests' page as `vite build` made it; without it `/` only says what this is */
  pageFolder?: string;
  /** For tests of faults */
  fs?: FileSystem;
  clock?: Clock;
  /** The usual port is in use, and `settings.port` stands in for it: part of the state `running` */
  insteadOf?: PortTaken;
  /** As `os.networkInterfaces` */
  networkInterfaces?: () => NetworkInterfaces;
}

/** What a running server calls, unasked. */
export interface ServerListeners {
  tell: Tell;
  /** The server cannot go on; whoever holds it must close it. */
  onFatal: (error: Error) => void;
}

/** The options with their defaults, the listeners, and where each part says how it is ended. */
export interface ServerContext extends ServerListeners {
  settings: Settings;
  build: string;
  pageFolder: string | undefined;
  fs: FileSystem;
  clock: Clock;
  insteadOf: PortTaken | undefined;
  networkInterfaces: () => NetworkInterfaces;
  disposers: Disposers;
}

export function createContext(
  {
    settings,
    build = 'dev',
    pageFolder,
    fs = nodeFileSystem,
    clock = systemClock,
    insteadOf,
    networkInterfaces = systemInterfaces,
  }: ChatServerOptions,
  { tell, onFatal }: ServerListeners,
): ServerContext {
  const disposers = createDisposers();
  return { settings, build, pageFolder, fs, clock, insteadOf, networkInterfaces, tell, onFatal, disposers };
}
