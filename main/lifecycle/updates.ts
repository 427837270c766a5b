// Newer versions. Nothing is loaded and nothing is asked of the internet before the host said yes; a failure
// is a state, never a dialog.
import { EventEmitter } from 'node:events';
import type { CancellationToken } from 'electron-updater';
import type { Clock } from './clock.ts';
import type { UpdateState } from '../ipc/contract.ts';
import type { Note } from './notes.ts';
import type { SettingsService } from '../settings/settings-service.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean;
  logger: unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'download-progress', listener: (progress: { percent: number }) => void): unknown;
  /** null where this kind of build has no updates */
  checkForUpdates(): Promise<{
    isUpdateAvailable: boolean;
    updateInfo: { version: string };
    cancellationToken?: CancellationToken;
  } | null>;
  downloadUpdate(token?: CancellationToken): Promise<unknown>;
  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void;
}

export interface UpdateDeps {
  settings: Pick<SettingsService, 'desktop' | 'on'>;
  isPackaged: boolean;
  /** Where it cannot replace itself, it links to this page */
  canReplaceItself: boolean;
  releasePage: string;
  load?: () => Promise<Updater>;
  clock: Clock;
  /**
   * Makes everything ready for the end of the app: the server is stopped, and windows that are closed do
   * close.
   */
  prepareQuit: () => Promise<void>;
  note: Note;
}

export interface Updates {
  readonly state: UpdateState;
  /** Does nothing while updates are off, or while one is on its way. Never rejects. */
  check(): Promise<void>;
  /** Downloads what is available; installs what was downloaded and starts the new version. Never rejects. */
  install(): Promise<void>;
  on(listener: (state: UpdateState) => void): () => void;
}

/** Checks at once and then daily, for as long as the setting says so. */
export function setupUpdates(deps: UpdateDeps): Updates {
  return new UpdateService(deps);
}

/**
 * Whether this build can replace itself by a newer one: Windows and AppImage can; a .deb belongs to the
 * system's packages; macOS takes only what is signed, which the build writes into its package.json as
 * `lanline.canUpdate`.
 */
export function canReplaceItself({
  platform,
  env,
  packageJson,
}: {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  packageJson: { lanline?: { canUpdate?: boolean } };
}): boolean {
  if (platform === 'linux') return env['APPIMAGE'] !== undefined;
  return platform === 'win32' || packageJson.lanline?.canUpdate === true;
}

async function loadUpdater(): Promise<Updater> {
  const {
    default: { autoUpdater },
  } = await import('electron-updater');
  return autoUpdater;
}

class UpdateService implements Updates {
  readonly #deps: UpdateDeps;
  readonly #events = new EventEmitter<{ state: [UpdateState] }>();
  #state: UpdateState = { state: 'off' };
  #updater: Promise<Updater> | undefined;
  #token: CancellationToken | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(deps: UpdateDeps) {
    this.#deps = deps;
    if (!deps.isPackaged) return;
    deps.settings.on(() => {
      this.#followSetting();
    });
    this.#followSetting();
  }

  get state(): UpdateState {
    return this.#state;
  }

  on(listener: (state: UpdateState) => void): () => void {
    this.#events.on('state', listener);
    return () => {
      this.#events.off('state', listener);
    };
  }

  async check(): Promise<void> {
    if (['off', 'checking', 'downloading', 'ready'].includes(this.#state.state)) return;
    this.#set({ state: 'checking' });
    await this.#attempt(async (updater) => {
      const found = await updater.checkForUpdates();
      if (this.#state.state !== 'checking') return;
      this.#token = found?.cancellationToken;
      if (!found) this.#set({ state: 'idle' });
      else if (found.isUpdateAvailable) this.#set(this.#available(found.updateInfo.version));
      else this.#set({ state: 'newest', checkedAt: new Date(this.#deps.clock.now()).toISOString() });
    });
  }

  async install(): Promise<void> {
    const now = this.#state;
    if (now.state === 'available' && this.#deps.canReplaceItself) {
      const { version } = now;
      this.#set({ state: 'downloading', version, percent: 0 });
      await this.#attempt(async (updater) => {
        await updater.downloadUpdate(this.#token);
        if (this.#state.state === 'downloading') this.#set({ state: 'ready', version });
      });
    } else if (now.state === 'ready') {
      await this.#attempt(async (updater) => {
        await this.#deps.prepareQuit();
        updater.quitAndInstall(true, true);
      });
    }
  }

  #followSetting(): void {
    const isOn = this.#deps.settings.desktop.updates;
    if (isOn === (this.#state.state !== 'off')) return;
    if (isOn) {
      this.#set({ state: 'idle' });
      this.#checkDaily();
    } else {
      this.#cancelTimer?.();
      this.#token?.cancel();
      this.#set({ state: 'off' });
    }
  }

  #checkDaily(): void {
    this.#cancelTimer = this.#deps.clock.after(DAY_MS, () => {
      this.#checkDaily();
    });
    void this.check();
  }

  async #attempt(what: (updater: Updater) => Promise<void>): Promise<void> {
    try {
      this.#updater ??= this.#load();
      await what(await this.#updater);
    } catch (error) {
      this.#fail(error);
    }
  }

  async #load(): Promise<Updater> {
    const updater = await (this.#deps.load ?? loadUpdater)();
    updater.autoDownload = false;
    // what matters of it is noted here
    updater.logger = null;
    updater.on('error', (error) => {
      this.#fail(error);
    });
    updater.on('download-progress', ({ percent }) => {
      if (this.#state.state === 'downloading') this.#set({ ...this.#state, percent: Math.round(percent) });
    });
    return updater;
  }

  #available(version: string): UpdateState {
    const { canReplaceItself: canInstall, releasePage } = this.#deps;
    return { state: 'available', version, ...(!canInstall && { link: releasePage }) };
  }

  /** The updater both emits and rejects; told once. Being turned off meanwhile is no failure. */
  #fail(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    if (this.#state.state === 'off' || this.#state.state === 'failed') return;
    this.#deps.note('warn', 'Looking for a newer version failed', { detail });
    this.#set({ state: 'failed', detail });
  }

  #set(next: UpdateState): void {
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    this.#events.emit('state', next);
  }
}
