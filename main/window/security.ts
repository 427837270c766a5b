// Whatever a page tries: it stays where it is, opens nothing, and is permitted nothing. For every webContents
// there ever is.
import type { App, Session, WebContents } from 'electron';
import type { Note } from '../lifecycle/notes.ts';

export interface SecurityOptions {
  app: Pick<App, 'enableSandbox' | 'on'>;
  note: Note;
}

/** Before the app is ready. */
export function setupSecurity({ app, note }: SecurityOptions): void {
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    confine(contents, note);
  });
}

function confine(contents: WebContents, note: Note): void {
  const refuse = (what: string, event: { preventDefault: () => void }, url?: string): void => {
    event.preventDefault();
    note('warn', `A page tried to ${what}`, { ...(url !== undefined && { url: url.slice(0, 500) }) });
  };
  // of navigations these hear only those that the page itself began, not the window's own loadURL
  contents.on('will-navigate', (event) => {
    refuse('navigate', event, event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    refuse('navigate a frame', event, event.url);
  });
  contents.on('will-redirect', (event) => {
    refuse('redirect', event, event.url);
  });
  contents.on('will-attach-webview', (event) => {
    refuse('attach a webview', event);
  });
  contents.setWindowOpenHandler(({ url }) => {
    note('warn', 'A page tried to open a window', { url: url.slice(0, 500) });
    return { action: 'deny' };
  });
}

/** When the app is ready. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer(null);
  });
  // there is nothing to save; a page could otherwise ask where to put a program
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
