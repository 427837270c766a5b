// Electron's dialog, shell, clipboard and powerMonitor: there is no desktop that would answer. Specs put
// their answers in their place (spy.inject.cjs).
import { EventEmitter } from 'node:events';

/** Nobody is there to answer: as on a screen that nobody looks at. */
const unanswered = async (): Promise<never> =>
  new Promise<never>(() => {
    /* never */
  });

export const dialog = {
  showMessageBox: async (..._args: unknown[]): Promise<never> => unanswered(),
  showOpenDialog: async (..._args: unknown[]): Promise<never> => unanswered(),
  showSaveDialog: async (..._args: unknown[]): Promise<never> => unanswered(),
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },
};

export const shell = {
  openExternal: async (_url: string): Promise<void> => undefined,
  openPath: async (_path: string): Promise<string> => '',
  showItemInFolder(_path: string): void {
    /* no file manager */
  },
  trashItem: async (_path: string): Promise<void> => undefined,
  beep(): void {
    /* no sound */
  },
};

let copied = '';
export const clipboard = {
  writeText: async (text: string): Promise<void> => {
    copied = text;
  },
  readText: async (): Promise<string> => copied,
};

class PowerMonitor extends EventEmitter {
  readonly onBatteryPower = false;
  isOnBatteryPower(): boolean {
    return false;
  }
  getSystemIdleTime(): number {
    return 0;
  }
}
export const powerMonitor = new PowerMonitor();
