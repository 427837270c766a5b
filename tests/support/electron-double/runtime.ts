// What the parts of the stand-in share: the app that was started and the browser it has.
import type Electron from 'electron';
import type { Chromium } from './cdp.ts';

export interface Runtime {
  appPath: string;
  packageJson: { name?: string; productName?: string; version?: string; main?: string };
  /** There once the app is ready, unless it runs without one */
  chromium: Chromium | undefined;
  isReady: boolean;
  /** Whether it plays an installed app */
  isPackaged: boolean;
  /** The panel that the app showed last */
  aboutShown?: Electron.AboutPanelOptionsOptions;
}

export const runtime: Runtime = {
  appPath: '.',
  packageJson: {},
  chromium: undefined,
  isReady: false,
  isPackaged: process.env['ELECTRON_DOUBLE_PACKAGED'] === '1',
};

export function browser(): Chromium {
  if (!runtime.chromium)
    throw new Error(runtime.isReady ? 'This app runs without a browser' : 'The app is not ready');
  return runtime.chromium;
}

/** The value of a switch of the command line; empty where it has none. */
export function switchValue(name: string): string | undefined {
  const found = process.argv.find(
    (argument) => argument === `--${name}` || argument.startsWith(`--${name}=`),
  );
  return found?.slice(name.length + 3);
}

/** An event whose default can be prevented, as Electron's are. */
export function preventable<T extends object>(
  details: T = {} as T,
): T & { readonly defaultPrevented: boolean; preventDefault(): void } {
  let defaultPrevented = false;
  return Object.defineProperties(details, {
    defaultPrevented: { get: () => defaultPrevented },
    preventDefault: {
      value: () => {
        defaultPrevented = true;
      },
    },
  }) as T & { readonly defaultPrevented: boolean; preventDefault(): void };
}
