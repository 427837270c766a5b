// Starting with the computer. What is shown is the system's own state: people also change it in the system's
// settings.
import type { LoginItemSettings, LoginItemSettingsOptions, Settings as LoginItemChange } from 'electron';
import { createAutostartFile } from './autostart-file.ts';
import type { Note } from './notes.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** Given when the system starts the app: no window opens. */
const HIDDEN_FLAG = '--hidden';

export interface LoginItem {
  /** Whether this build can be started at login: from a checkout it cannot */
  readonly can: boolean;
  isOn(): boolean;
  /** @throws the system's error */
  set(on: boolean): void;
}

export interface LoginItemDeps {
  platform: NodeJS.Platform;
  isPackaged: boolean;
  /** The part of Electron's app that is used */
  app: {
    getLoginItemSettings(options?: LoginItemSettingsOptions): LoginItemSettings;
    setLoginItemSettings(settings: LoginItemChange): void;
  };
  /** For Linux: the program, and where to write */
  env: NodeJS.ProcessEnv;
  home: string;
  execPath: string;
}

export function createLoginItem({
  platform,
  isPackaged,
  app,
  env,
  home,
  execPath,
}: LoginItemDeps): LoginItem {
  if (!isPackaged) return { can: false, isOn: () => false, set: () => undefined };
  if (platform === 'linux')
    return {
      can: true,
      ...createAutostartFile({ env, home, program: env['APPIMAGE'] ?? execPath, flag: HIDDEN_FLAG }),
    };
  if (platform === 'darwin') {
    return {
      can: true,
      isOn: () => app.getLoginItemSettings().status === 'enabled',
      set: (on) => {
        app.setLoginItemSettings({ openAtLogin: on });
      },
    };
  }
  const args = [HIDDEN_FLAG];
  return {
    can: true,
    isOn: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings({ args });
      // it can be set and yet be turned off in the Task Manager
      return openAtLogin && executableWillLaunchAtLogin;
    },
    set: (on) => {
      app.setLoginItemSettings({ openAtLogin: on, args });
    },
  };
}

/**
 * Whether the system started the app, so that no window opens by itself. macOS gives no arguments but says
 * so.
 */
export function startedByLogin({
  platform,
  argv,
  app,
}: {
  platform: NodeJS.Platform;
  argv: readonly string[];
  app: Pick<LoginItemDeps['app'], 'getLoginItemSettings'>;
}): boolean {
  return argv.includes(HIDDEN_FLAG) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

/**
 * Makes the system follow the setting. The answer makes the setting follow the system, for what was changed
 * there; to be called at the start and when the window is shown.
 */
export function setupLoginItem({
  loginItem,
  settings,
  note,
}: {
  loginItem: LoginItem;
  settings: Pick<SettingsService, 'desktop' | 'change' | 'on'>;
  note: Note;
}): () => Promise<void> {
  if (!loginItem.can) return async () => undefined;

  const readBack = async () => {
    const isOn = loginItem.isOn();
    if (isOn !== settings.desktop.startAtLogin) await settings.change({ desktop: { startAtLogin: isOn } });
  };
  let wanted = settings.desktop.startAtLogin;
  settings.on(({ desktop: { startAtLogin } }) => {
    if (startAtLogin === wanted) return;
    wanted = startAtLogin;
    if (startAtLogin === loginItem.isOn()) return;
    try {
      loginItem.set(startAtLogin);
    } catch (error) {
      note('warn', 'The system did not take the change of starting at login', { error: String(error) });
    }
    // where it refused, the switch goes back
    void readBack();
  });
  return readBack;
}
