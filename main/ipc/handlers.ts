// What is done for each call of the window.
import { join } from 'node:path';
import type { DataMove } from '../server/data-move.ts';
import type { CallHandlers } from './gate.ts';
import { CallError } from './call-error.ts';
import type { About, Outcome, Trend } from './contract.ts';
import type { LogBuffer } from '../server/log-buffer.ts';
import type { Outside } from '../window/outside.ts';
import type { Appearance } from '../window/appearance.ts';
import type { WindowHost } from '../window/window.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { AppSettings } from '../settings/settings-service.ts';
import type { Updates } from '../lifecycle/updates.ts';

export interface HandlerDeps {
  host: ServerHost;
  settings: AppSettings;
  appearance: Appearance;
  window: WindowHost & { pageListens: () => void };
  log: LogBuffer;
  trend: { readonly now: Trend };
  move: DataMove;
  updates: Updates;
  outside: Outside;
  about: About;
  /** Of the app's own log */
  logs: string;
  /** The system's dialog; null where the host closed it */
  chooseFolder: () => Promise<string | null>;
  copyText: (text: string) => Promise<void>;
  /** Electron's shell.openPath: answers what went wrong, else '' */
  openPath: (path: string) => Promise<string>;
  exists: (path: string) => boolean;
}

export function createHandlers(deps: HandlerDeps): CallHandlers {
  const { host, settings, appearance, window, log, trend, move, updates, outside } = deps;
  return {
    getSnapshot: () => {
      // the answer must be there before what is sent after it
      setImmediate(() => {
        window.pageListens();
      });
      return {
        ...host.facts,
        trend: trend.now,
        log: log.takeAll(),
        settings: settings.view(),
        language: appearance.language,
        theme: appearance.theme,
        move: move.state,
        update: updates.state,
        about: deps.about,
      };
    },
    startServer: async () => nothing(host.start()),
    stopServer: async () => nothing(host.stop()),
    startOnPort: async (port) => {
      valueOf(await settings.change({ server: { port } }));
      return nothing(host.start());
    },
    dismiss: (what) => {
      host.dismiss(what);
      return null;
    },
    kickPerson: async (id) => {
      if (!(await host.kick(id)))
        throw new CallError({ code: 'not_found', detail: 'This person is not here' });
      return null;
    },
    getChannels: async () => host.channels.info(),
    createChannel: async (channel) => nothing(host.channels.create(channel)),
    changeChannel: async (id, change) => nothing(host.channels.change(id, change)),
    reorderChannels: async (ids) => nothing(host.channels.reorder(ids)),
    deleteChannel: async (id) => nothing(host.channels.delete(id)),
    changeSettings: async ({ server, desktop }) =>
      valueOf(await settings.change({ ...(server && { server }), ...(desktop && { desktop }) })),
    chooseDataFolder: async () => move.choose(deps.chooseFolder),
    moveData: (to) => {
      // the progress is told by events
      move.start(to);
      return null;
    },
    cancelMove: () => {
      move.cancel();
      return null;
    },
    copyText: async (text) => nothing(deps.copyText(text)),
    openChat: async () => nothing(outside.open('chat')),
    openFolder: async (which) => {
      const ofServer = join(settings.server.data, 'logs');
      const folder = which === 'data' ? settings.server.data : deps.exists(ofServer) ? ofServer : deps.logs;
      const problem = await deps.openPath(folder);
      if (problem !== '') throw new CallError({ code: 'not_found', detail: problem });
      return null;
    },
    openOutside: async (what) => nothing(outside.open(what)),
    setFullScreen: (on) => {
      window.setFullScreen(on);
      return null;
    },
    checkForUpdates: async () => nothing(updates.check()),
    installUpdate: async () => nothing(updates.install()),
  };
}

async function nothing(done: Promise<unknown>): Promise<null> {
  await done;
  return null;
}

/** @throws CallError */
function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new CallError(outcome.fault);
}
