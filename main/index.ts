// The desktop app, or after `--cli` the command. Here is what must be there before Electron is ready, the rest
// is in app.ts and lifecycle/cli.ts. Nothing waits for `ready` at the top level: Electron becomes ready when
// this file has been evaluated.
import { join } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { SettingsError } from '../server/index.ts';
import { argumentsAfterCrash } from './lifecycle/after-crash.ts';
import { findPaths } from './lifecycle/app-paths.ts';
import { runCli } from './lifecycle/cli.ts';
import { cliArguments } from './lifecycle/cli-arguments.ts';
import { SCHEME } from './window/app-protocol.ts';
import { languageOf } from './window/appearance.ts';
import { setupCrashGuard } from './lifecycle/crash-guard.ts';
import { LogBuffer } from './server/log-buffer.ts';
import { systemClock } from './lifecycle/clock.ts';
import { needFolder } from './lifecycle/need-folder.ts';
import { createNotes } from './lifecycle/notes.ts';
import { setupSecurity } from './window/security.ts';
import { startApp, type RunningApp } from './app.ts';
import { texts } from './texts/index.ts';

const BAD_SETTINGS = 2;
/** As in electron-builder.yml */
const APP_ID = 'org.lanline.app';
/** Where an AppImage lies; what runs is a copy that goes with the process */
const { APPIMAGE } = process.env;

const paths = findPaths({
  build: join(import.meta.dirname, '..'),
  isPackaged: app.isPackaged,
  userData: app.getPath('userData'),
  givenUserData: app.commandLine.getSwitchValue('user-data-dir'),
});
// a terminal or a pipe that is gone must not end the app
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const command = cliArguments(process.argv.slice(1));
if (command) void runCli({ app, command, paths });
else openApp();

function openApp(): void {
  // Electron takes only a folder that is there
  const unusable = needFolder(paths.userData);
  // before the lock: each folder has its own
  if (unusable === undefined)
    for (const name of ['userData', 'sessionData'] as const) app.setPath(name, paths.userData);
  // else Windows shows no notifications; the installer gives the same to the start menu's entry
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);

  let running: RunningApp | undefined;
  const log = new LogBuffer({
    clock: systemClock,
    send: (lines) => {
      running?.window.send('log', lines);
    },
  });
  const note = createNotes({
    folder: paths.logs,
    onLine: (line) => {
      log.add(line);
    },
  });

  setupCrashGuard({
    file: join(paths.userData, 'crashes.json'),
    now: Date.now,
    note,
    source: process,
    relaunch: () => {
      app.relaunch({
        args: argumentsAfterCrash(process.argv, running?.isRoomOpen() ?? false),
        ...(APPIMAGE !== undefined && { execPath: APPIMAGE }),
      });
    },
    exit: (code) => {
      app.exit(code);
    },
    giveUp: () => {
      const { dialogs } = texts[languageOf(app.getPreferredSystemLanguages())];
      dialog.showErrorBox(dialogs.crashTitle, dialogs.crash(paths.logs));
    },
  });
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  setupSecurity({ app, note });

  // without it there is no lock either, and it would end in silence
  if (unusable !== undefined || app.requestSingleInstanceLock()) {
    app.on('second-instance', () => {
      running?.window.show();
    });
    app.on('activate', () => {
      running?.window.show();
    });
    // it lives in the tray; quit.ts decides about its end
    app.on('window-all-closed', () => undefined);
    void app.whenReady().then(run);
  } else app.quit();

  function run(): void {
    if (unusable !== undefined) {
      refuse(texts[languageOf(app.getPreferredSystemLanguages())].dialogs.badFolder(unusable));
      return;
    }
    try {
      running = startApp({ paths, log, note });
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      refuse(error.message);
    }
  }
}

/** Ends what cannot begin. */
function refuse(why: string): void {
  dialog.showErrorBox('Lanline', why);
  app.exit(BAD_SETTINGS);
}
