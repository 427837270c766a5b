// Electron's `app`: its life in Electron's order.
import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { AppPaths } from './app-paths.ts';
import { BrowserWindow, setWindowHooks } from './browser-window.ts';
import { preventable, runtime, switchValue } from './runtime.ts';
import { InstanceLock } from './single-instance.ts';

/** What the process was started with, before anybody changed it */
const COMMAND_LINE = process.argv.slice(1);

/** Tells the app that it is ready, once. */
export let becomeReady: (app: App) => void;
/** What was given with `commandLine.appendSwitch`. */
export let switchesOf: (app: App) => string[];

class App extends EventEmitter {
  readonly isPackaged = runtime.isPackaged;
  readonly dock = undefined;
  readonly #ready = Promise.withResolvers<undefined>();
  readonly #paths = new AppPaths(() => this.name);
  readonly #switches = new Map<string, string>();
  #quitting = false;
  #exiting = false;
  #name: string | undefined;
  #login: Electron.Settings = {};
  #about: Electron.AboutPanelOptionsOptions = {};
  #lock: InstanceLock | undefined;
  #relaunch: { command: string; args: string[] } | undefined;

  static {
    becomeReady = (instance) => {
      runtime.isReady = true;
      instance.emit('ready', {}, {});
      instance.#ready.resolve(undefined);
    };
    switchesOf = (instance) =>
      [...instance.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }

  constructor() {
    super();
    setWindowHooks({
      allClosed: () => {
        if (this.#exiting) return;
        if (this.#quitting) this.#leave();
        else if (!this.emit('window-all-closed')) this.quit();
      },
      created: (window) => {
        this.emit('web-contents-created', {}, window.webContents);
        this.emit('browser-window-created', {}, window);
      },
    });
  }

  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => {
      this.#switches.set(name, value);
    },
    appendArgument: (_value: string): void => {
      /* none that Chromium would read */
    },
    hasSwitch: (name: string): boolean => this.#switches.has(name) || switchValue(name) !== undefined,
    getSwitchValue: (name: string): string => this.#switches.get(name) ?? switchValue(name) ?? '',
  };

  get name(): string {
    return this.#name ?? runtime.packageJson.productName ?? runtime.packageJson.name ?? 'Electron';
  }
  set name(name: string) {
    this.#name = name;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.#name = name;
  }
  getVersion(): string {
    return runtime.packageJson.version ?? '0.0.0';
  }
  getAppPath(): string {
    return runtime.appPath;
  }
  getLocale(): string {
    return 'en-US';
  }
  getSystemLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? 'en-US';
  }
  getPreferredSystemLanguages(): string[] {
    const named = process.env['LANGUAGE'] ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '';
    const tags = named
      .split(':')
      .map((each) => each.replace(/[.@].*$/, '').replace('_', '-'))
      .filter((tag) => /^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(tag));
    return tags.length > 0 ? tags : ['en-US'];
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path);
  }
  isReady(): boolean {
    return runtime.isReady;
  }
  async whenReady(): Promise<undefined> {
    return this.#ready.promise;
  }
  enableSandbox(): void {
    if (runtime.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }
  disableHardwareAcceleration(): void {
    if (runtime.isReady)
      throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }
  setAppUserModelId(_id: string): void {
    /* Windows */
  }
  setDesktopName(_name: string): void {
    /* no desktop */
  }
  focus(_options?: Electron.FocusOptions): void {
    /* no other app to come before */
  }
  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.#about = options;
  }
  showAboutPanel(): void {
    runtime.aboutShown = this.#about;
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    if (this.#lock) return true;
    const lock = new InstanceLock(this.getPath('userData'));
    const note = { argv: process.argv, cwd: process.cwd(), data };
    const first = lock.take(note, ({ argv, cwd, data: theirs }) => {
      this.emit('second-instance', {}, argv, cwd, theirs);
    });
    if (first) this.#lock = lock;
    return first;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== undefined;
  }
  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    this.#login = settings;
  }
  getLoginItemSettings(): Pick<
    Electron.LoginItemSettings,
    'openAtLogin' | 'wasOpenedAtLogin' | 'executableWillLaunchAtLogin'
  > {
    const { openAtLogin = false } = this.#login;
    return { openAtLogin, wasOpenedAtLogin: false, executableWillLaunchAtLogin: openAtLogin };
  }

  relaunch({ args = COMMAND_LINE, execPath = process.execPath }: Electron.RelaunchOptions = {}): void {
    this.#relaunch = { command: execPath, args };
  }

  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    const before = preventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    const windows = BrowserWindow.getAllWindows();
    if (windows.length === 0) this.#leave();
    // the last of them leads on; one that stays ends the quitting
    for (const window of windows) {
      window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
  }

  #leave(): void {
    const will = preventable();
    this.emit('will-quit', will);
    if (will.defaultPrevented) this.#quitting = false;
    else this.exit(0);
  }

  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    this.emit('quit', {}, code);
    this.releaseSingleInstanceLock();
    const { chromium } = runtime;
    void (chromium ? chromium.stop() : Promise.resolve()).then(() => {
      if (this.#relaunch)
        spawn(this.#relaunch.command, this.#relaunch.args, { detached: true, stdio: 'ignore' }).unref();
      process.exit(code);
    });
  }
}

export const app = new App();
