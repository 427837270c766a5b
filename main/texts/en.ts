// What main says to people in English: tray, menus, dialogs, notifications. The window's texts are its own.
import type { Fault } from '../ipc/contract.ts';

const people = (count: number) => (count === 1 ? '1 person' : `${String(count)} people`);

export const en = {
  state: {
    running: (count: number) => (count === 0 ? 'Running, nobody here yet' : `Running, ${people(count)} here`),
    stopped: 'Stopped',
    starting: 'Starting …',
    stopping: 'Stopping …',
    failed: (why: string) => `Failed: ${why}`,
  },
  /** Why it failed, short enough for a line of a menu */
  fault: (fault: Fault) => {
    switch (fault.code) {
      case 'port_taken':
        return `port ${String(fault.port)} is taken`;
      case 'port_forbidden':
        return `port ${String(fault.port)} is not allowed`;
      case 'address_missing':
        return `this computer has no address ${fault.host}`;
      case 'folder_locked':
        return 'the data are in use by another Lanline';
      case 'folder_newer':
        return 'the data are from a newer Lanline';
      case 'folder_moved':
        return 'the data folder has moved';
      case 'folder_unusable':
        return 'the data folder cannot be used';
      case 'internal':
      default:
        return 'open Lanline for the reason';
    }
  },
  /** What can be done in the tray and in the menus alike */
  action: {
    start: 'Start',
    stop: 'Stop',
    restart: 'Start again',
    open: 'Open Lanline',
    openChat: 'Open chat in browser',
    copyAddress: 'Copy address',
    showQr: 'Show QR code',
    startAtLogin: 'Start at login',
    settings: 'Settings …',
    about: 'About Lanline',
    licences: 'Licences',
    quit: 'Quit Lanline',
  },
  menu: {
    file: 'File',
    server: 'Server',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
    help: 'Help',
    services: 'Services',
    hide: 'Hide Lanline',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    actualSize: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    minimize: 'Minimise',
    close: 'Close window',
    front: 'Bring all to front',
  },
  quit: {
    title: 'Quit Lanline?',
    withPeople: (count: number) =>
      `${count === 1 ? '1 person is' : `${String(count)} people are`} here. They can go on reading and writing; it is sent when you start again.`,
    withoutTray: 'Without its window Lanline cannot run: nobody can join until you start it again.',
    confirm: 'Quit',
    cancel: 'Keep running',
  },
  firstClose: {
    title: 'Lanline keeps running',
    /** By system: where its icon is */
    body: {
      win32:
        'The room stays open. Lanline is at the right end of the taskbar, perhaps behind the small arrow; quit it there.',
      darwin: 'The room stays open. Lanline is in the menu bar; quit it there.',
      linux: 'The room stays open. Lanline is in the system tray; quit it there.',
    },
  },
  about: { description: 'Chat for everyone on your network, hosted from your desk.' },
  dialogs: {
    chooseFolder: 'Folder for all data',
    choose: 'Choose',
    badFolder: (problem: string) =>
      `Lanline cannot use the folder where it keeps its settings (${problem}). Make it writable, or start Lanline with --user-data-dir and another one.`,
    crashTitle: 'Lanline has stopped',
    crash: (logs: string) =>
      `It failed several times within a minute and does not start itself again. Start it again when you like; what happened is in ${logs}`,
  },
};

/** Every language has all of these. */
export type Texts = typeof en;
