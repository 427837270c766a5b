// One running app, as somebody at the desktop has it before them.
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type {
  CallAnswers,
  CallArguments,
  CallName,
  DesktopApi,
  Outcome,
  Snapshot,
} from '../../../main/ipc/contract.ts';
import { NETWORK } from './network.ts';
import { makeSurroundings, type Surroundings, type SurroundingsOptions } from './surroundings.ts';
import { type DialogSpy, spyDialogs, spyTray, type TraySpy } from './spy.ts';

declare global {
  interface Window {
    readonly lanline: DesktopApi;
  }
}

export interface LaunchOptions extends SurroundingsOptions {
  /** Flags of the app */
  args?: readonly string[];
  env?: Record<string, string>;
  /** Modules to be loaded before the app, after spy.inject.cjs */
  modules?: readonly string[];
  /** Whether the app believes in the network of network.ts, or sees the machine's own */
  network?: 'pretended' | 'own';
  /** Whether a window opens by itself */
  opensWindow?: boolean;
  /** Those of an app that ran before: its data and settings are found again */
  surroundings?: Surroundings;
}

export interface Desktop {
  electron: ElectronApplication;
  /** Of the main process */
  pid: number;
  window: Page;
  surroundings: Surroundings;
  tray: TraySpy;
  dialogs: DialogSpy;
  notifications(): Promise<{ title: string; body: string }[]>;
  /** What was opened outside of the app */
  opened(): Promise<[how: string, what: string][]>;
  isVisible(): Promise<boolean>;
  /** What the window asks of main. */
  call<C extends CallName>(name: C, ...args: CallArguments<C>): Promise<Outcome<CallAnswers[C]>>;
  /** Everything that the window is told. Log lines that it has not got yet it does not get any more. */
  snapshot(): Promise<Snapshot>;
  /** Errors in the window's console; each spec ends with none */
  errors: string[];
  /** What main wrote to its terminal */
  output(): string;
  hasEnded(): boolean;
  /** Resolves with the exit code when the app has ended by itself. */
  ended: Promise<number | null>;
  /** Quits as the menu does; questions are answered with yes. */
  quit(): Promise<void>;
}

/** Starts the app that lies in `appDir`. */
export async function launch(appDir: string, options: LaunchOptions = {}): Promise<Desktop> {
  const { args: flags = [], modules = [], env = {}, network = 'pretended', opensWindow = true } = options;
  const surroundings = options.surroundings ?? (await makeSurroundings(options));
  const loaded = [
    join(import.meta.dirname, 'spy.inject.cjs'),
    ...(network === 'pretended' ? [NETWORK] : []),
    ...modules,
  ].flatMap((file) => ['-r', file]);
  const electron = await _electron.launch({
    args: [...loaded, appDir, `--user-data-dir=${surroundings.userData}`, ...flags],
    env: { ...surroundings.env, ...env },
    cwd: surroundings.folder,
    // the app's own theme counts
    colorScheme: null,
  });
  let output = '';
  let hasEnded = false;
  const child = electron.process();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      hasEnded = true;
      resolve(code);
    });
  });

  const errors: string[] = [];
  const follow = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => {
      errors.push(String(error));
    });
  };
  electron.on('window', follow);
  for (const page of electron.windows()) follow(page);

  const firstWindow = async (): Promise<Page> => {
    const page = await electron.firstWindow();
    // it may still be empty when Playwright hears of it
    await page.waitForURL((url) => url.protocol !== 'about:');
    return page;
  };
  const none = new Proxy({} as Page, {
    get: (_target, name) => {
      if (name !== 'then') throw new Error('This app opened no window');
    },
  });
  const first = opensWindow ? await firstWindow() : none;

  const call: Desktop['call'] = async (name, ...args) =>
    first.evaluate(
      async ([method, values]) =>
        (window.lanline[method] as (...passed: unknown[]) => Promise<never>)(...values),
      [name, args as unknown[]] as const,
    );
  return {
    electron,
    pid: await electron.evaluate(() => process.pid),
    surroundings,
    errors,
    ended,
    call,
    window: first,
    tray: spyTray(electron),
    dialogs: spyDialogs(electron),
    notifications: async () =>
      electron.evaluate(() => globalThis.spy.notifications.map(({ title, body }) => ({ title, body }))),
    opened: async () => electron.evaluate(() => globalThis.spy.opened),
    isVisible: async () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false),
    async snapshot() {
      const answer = await call('getSnapshot');
      if (!answer.ok) throw new Error(`No snapshot: ${answer.fault.detail}`);
      return answer.value;
    },
    output: () => output,
    hasEnded: () => hasEnded,
    async quit() {
      if (hasEnded) return;
      await electron.evaluate(() => {
        globalThis.spy.end();
      });
      await electron.close();
      await ended;
    },
  };
}
