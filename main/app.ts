// Everything that runs once Electron is ready, made and joined: who needs what can be read here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  type MessageBoxOptions,
} from 'electron';
import Store from 'electron-store';
import { VERSION } from '../server/index.ts';
import { setupAbout } from './menu/about.ts';
import { createActions } from './menu/actions.ts';
import { opensRoom } from './lifecycle/after-crash.ts';
import type { AppPaths } from './lifecycle/app-paths.ts';
import { answerRequest, ORIGIN, readAssets, SCHEME, START_PAGE } from './window/app-protocol.ts';
import { createAppearance } from './window/appearance.ts';
import { systemClock as clock } from './lifecycle/clock.ts';
import { DataMove } from './server/data-move.ts';
import { createFolderDialog } from './window/choose-folder.ts';
import { createFirstClose } from './window/first-close.ts';
import { createHandlers } from './ipc/handlers.ts';
import { setupIpc } from './ipc/gate.ts';
import type { About } from './ipc/contract.ts';
import type { LogBuffer } from './server/log-buffer.ts';
import { createLoginItem, setupLoginItem, startedByLogin } from './lifecycle/login-item.ts';
import { startOptions } from './server/start-options.ts';
import { setupMenu } from './menu/menu.ts';
import { createOutside, RELEASE_PAGE } from './window/outside.ts';
import type { Note } from './lifecycle/notes.ts';
import { setupPower } from './lifecycle/power.ts';
import { createQuestions } from './window/questions.ts';
import { setupQuit } from './lifecycle/quit.ts';
import { createRestartLimit } from './lifecycle/restart-limit.ts';
import { denyPermissions } from './window/security.ts';
import { createServerHost, type ServerHost } from './server/server-host.ts';
import { applyServerSettings } from './settings/apply-server-settings.ts';
import { createServerSettings } from './settings/server-settings.ts';
import { openSettingsFile } from './settings/settings-file.ts';
import { AppSettings } from './settings/settings-service.ts';
import { createTray } from './tray/tray.ts';
import { findTrayHost } from './tray/tray-host.ts';
import { startTrend } from './server/trend.ts';
import { canReplaceItself, setupUpdates } from './lifecycle/updates.ts';
import { MainWindow } from './window/window.ts';
import { setupFeed } from './window/window-feed.ts';
import { createWindowMemory } from './window/window-memory.ts';

export interface RunningApp {
  readonly window: Pick<MainWindow, 'show' | 'send'>;
  isRoomOpen(): boolean;
}

const { platform, env, argv } = process;
/** At login the panel may come up after the app */
const TRAY_PATIENCE_MS = 15_000;

/** @throws SettingsError where flags, environment or the file in the data folder cannot be used */
export function startApp({ paths, log, note }: { paths: AppPaths; log: LogBuffer; note: Note }): RunningApp {
  const isDevelopment = paths.checkout !== undefined;
  const isHiddenStart = startedByLogin({ platform, argv, app });
  denyPermissions(session.defaultSession);
  const assets = readAssets(join(paths.build, 'renderer/dashboard'));
  protocol.handle(SCHEME, (request) => answerRequest(assets, request));

  // settings, and what follows them
  const loginItem = createLoginItem({
    platform,
    isPackaged: app.isPackaged,
    app,
    env,
    home: app.getPath('home'),
    execPath: process.execPath,
  });
  let hasTray = false;
  const settings: AppSettings = new AppSettings({
    file: openSettingsFile({
      folder: paths.userData,
      createStore: () => new Store({ name: 'settings', cwd: paths.userData }),
      note,
      now: Date.now,
    }),
    server: createServerSettings({ argv, env, cwd: process.cwd(), dataFolder: paths.data }),
    can: () => ({ tray: hasTray, loginItem: loginItem.can, updates: app.isPackaged }),
    apply: async (change) => applyServerSettings(host, change),
    note,
  });
  const appearance = createAppearance({
    settings,
    systemLanguages: () => app.getPreferredSystemLanguages(),
    nativeTheme,
  });

  // the server
  const host: ServerHost = createServerHost({
    prepare: async () => startOptions(settings, note),
    clock,
    note,
    onLog: (line) => {
      log.add(line);
    },
  });
  setupPower({ host, powerMonitor, note });
  const trend = startTrend({
    clock,
    people: () => host.people.length,
    messages: () => host.facts.messages?.total ?? null,
    onChange: (now) => {
      window.send('trend', now);
    },
  });
  const move = new DataMove({
    host,
    settings,
    onChange: (state) => {
      window.send('move', state);
    },
    now: Date.now,
    note,
  });

  // the window
  const memory = createWindowMemory({
    createStore: () => new Store({ name: 'window', cwd: paths.userData, clearInvalidConfig: true }),
    note,
  });
  let crashes: number[] = [];
  const mayReload = createRestartLimit({
    now: Date.now,
    load: () => crashes,
    save: (times) => {
      crashes = times;
    },
  });
  const window: MainWindow = new MainWindow({
    // elsewhere the program brings its own
    createWindow: (options) =>
      new BrowserWindow({
        ...options,
        ...(platform === 'linux' && { icon: join(import.meta.dirname, 'tray/icons/lanline.png') }),
      }),
    displays: () => screen.getAllDisplays(),
    startPage: START_PAGE,
    preload: join(import.meta.dirname, 'ipc/preload.cjs'),
    isDevelopment,
    appearance,
    note,
    place: memory.place,
    mayClose: () => quit.isQuitting,
    onCloseWish: () => {
      if (!hasTray || !settings.desktop.keepInTray) {
        void quit.ask('closing');
        return;
      }
      window.hide();
      sayFirstClose();
    },
    onShown: (isShown) => {
      log.setShown(isShown);
      if (isShown) void followLoginItem();
    },
    mayReload,
  });
  const showMessageBox = async (options: MessageBoxOptions) =>
    window.visible ? dialog.showMessageBox(window.visible, options) : dialog.showMessageBox(options);
  const sayFirstClose = createFirstClose({
    appearance,
    window,
    platform,
    Notification,
    memory: memory.firstClose,
  });
  const quit = setupQuit({
    app,
    host,
    window,
    questions: createQuestions({ host, appearance, showMessageBox }),
    cancelWork: () => {
      move.cancel();
    },
    clock,
    note,
  });
  const packageJson = JSON.parse(readFileSync(join(paths.build, 'package.json'), 'utf8')) as {
    lanline?: { canUpdate?: boolean };
  };
  const updates = setupUpdates({
    settings,
    isPackaged: app.isPackaged,
    canReplaceItself: canReplaceItself({ platform, env, packageJson }),
    releasePage: RELEASE_PAGE,
    clock,
    prepareQuit: async () => quit.prepare(),
    note,
  });
  const outside = createOutside({ platform, host, openExternal: async (url) => shell.openExternal(url) });
  const about: About = {
    version: VERSION,
    electron: process.versions.electron,
    platform: platform === 'win32' || platform === 'darwin' ? platform : 'linux',
    isDevelopment,
  };
  const chooseFolder = createFolderDialog({
    appearance,
    showOpenDialog: async (options) =>
      window.visible ? dialog.showOpenDialog(window.visible, options) : dialog.showOpenDialog(options),
  });
  setupIpc({
    handle: (channel, listener) => {
      ipcMain.handle(channel, listener);
    },
    isOurs: (sender) => window.isOurs(sender),
    origin: ORIGIN,
    note,
    handlers: createHandlers({
      host,
      settings,
      appearance,
      window,
      log,
      trend,
      move,
      updates,
      outside,
      about,
      chooseFolder,
      logs: paths.logs,
      copyText: async (text) => clipboard.writeText(text),
      openPath: async (path) => shell.openPath(path),
      exists: existsSync,
    }),
  });
  setupFeed({ window, host, settings, appearance, updates });

  // tray and menus
  const attempt = (what: string, done: Promise<unknown>): void => {
    done.catch((error: unknown) => {
      note('warn', `The menu could not ${what}`, { error });
    });
  };
  const actions = createActions({
    host,
    settings,
    window,
    copyText: (text) => {
      attempt('copy', clipboard.writeText(text));
    },
    openChat: () => {
      attempt('open the chat', outside.open('chat'));
    },
    showAbout: () => {
      app.showAboutPanel();
    },
    showLicences: () => {
      attempt(
        'show the licences',
        shell.openPath(
          app.isPackaged
            ? join(process.resourcesPath, 'licences')
            : join(paths.checkout ?? paths.build, 'LICENSE'),
        ),
      );
    },
    quit: () => {
      void quit.ask('quit');
    },
  });
  setupAbout({ appearance, version: VERSION, app });
  setupMenu({ host, appearance, actions, platform, isDevelopment, Menu });
  const followLoginItem = setupLoginItem({ loginItem, settings, note });

  if (!isHiddenStart) window.show();
  if (opensRoom(argv, settings.desktop.startServer)) void host.start();
  const showTray = async (): Promise<void> => {
    try {
      hasTray = await findTrayHost({ platform, patienceMs: isHiddenStart ? TRAY_PATIENCE_MS : 0 });
      if (hasTray) createTray({ host, settings, appearance, actions, platform, electron: { Tray, Menu } });
    } catch (error) {
      hasTray = false;
      note('error', 'The tray icon could not be shown', { error });
    }
    // else nobody would find it
    if (!hasTray) window.show();
    settings.refresh();
  };
  void showTray();
  return { window, isRoomOpen: () => host.state.state === 'running' || host.state.state === 'starting' };
}
