// The tray over a stand-in for Electron's own two classes, which keep what they are given.
import assert from 'node:assert/strict';
import type { Menu, MenuItemConstructorOptions } from 'electron';
import { basename } from 'node:path';
import { test } from 'node:test';
import { createTray, type TrayIcon } from '../../../../main/tray/tray.ts';
import {
  address,
  notedActions,
  running,
  settableAppearance,
  settableHost,
  settableSettings,
} from '../desktop-parts.ts';

function openTray(platform: NodeJS.Platform = 'win32') {
  const host = settableHost();
  const settings = settableSettings();
  const appearance = settableAppearance();
  const { actions, done } = notedActions();
  const shown = {
    images: [] as string[],
    tips: [] as string[],
    menus: [] as MenuItemConstructorOptions[][],
    destroyed: false,
    click: undefined as (() => void) | undefined,
  };
  class Tray implements TrayIcon {
    constructor(file: string) {
      this.setImage(file);
    }
    setImage(file: string) {
      shown.images.push(basename(file));
    }
    setToolTip(text: string) {
      shown.tips.push(text);
    }
    setContextMenu(menu: Menu) {
      shown.menus.push(menu as unknown as MenuItemConstructorOptions[]);
    }
    on(_event: 'click', listener: () => void) {
      shown.click = listener;
    }
    destroy() {
      shown.destroyed = true;
    }
  }
  const electron = {
    Tray,
    Menu: { buildFromTemplate: (template: MenuItemConstructorOptions[]) => template as unknown as Menu },
  };
  const tray = createTray({ host, settings, appearance, actions, platform, electron });
  const item = (id: string) => shown.menus.at(-1)?.find((entry) => entry.id === id);
  const click = (id: string) => {
    (item(id)?.click as (() => void) | undefined)?.();
  };
  return { host, settings, appearance, done, shown, tray, item, click };
}

test('each state has its icon', () => {
  const { host, shown } = openTray();
  for (const state of [
    { state: 'starting' },
    running,
    { state: 'stopping' },
    { state: 'failed', reason: 'x', fault: { code: 'port_taken', port: 5000 } },
  ] as const)
    host.set({ state });
  assert.deepEqual(shown.images, [
    'stopped.ico',
    'attention.ico',
    'running.ico',
    'stopped.ico',
    'attention.ico',
  ]);
});

test('each system gets its kind of picture', () => {
  assert.deepEqual(openTray('darwin').shown.images, ['stoppedTemplate.png']);
  assert.deepEqual(openTray('linux').shown.images, ['stopped.png']);
});

test('the tooltip has the state, how many are here, and the address of the chosen adapter', async () => {
  const { host, settings, shown } = openTray();
  assert.equal(shown.tips.at(-1), 'Lanline · Stopped');
  host.set({
    state: running,
    people: 3,
    addresses: [address('http://192.168.1.20:5000'), address('http://10.0.0.5:5000', 'Ethernet')],
  });
  assert.equal(shown.tips.at(-1), 'Lanline · Running, 3 people here · http://192.168.1.20:5000');
  await settings.change({ desktop: { adapter: 'Ethernet' } });
  assert.equal(shown.tips.at(-1), 'Lanline · Running, 3 people here · http://10.0.0.5:5000');
  host.set({
    state: { state: 'failed', reason: 'x', fault: { code: 'folder_locked', folder: '/f' } },
    people: 0,
  });
  assert.equal(shown.tips.at(-1), 'Lanline · Failed: the data are in use by another Lanline');
});

test('the menu offers what makes sense now', () => {
  const { host, item } = openTray();
  assert.equal(item('start')?.enabled, true);
  assert.equal(item('copy-address')?.enabled, false);
  host.set({ state: running, people: 1, addresses: [address('http://192.168.1.20:5000')] });
  assert.equal(item('start'), undefined);
  assert.deepEqual(
    [item('stop')?.label, item('state')?.label, item('state')?.enabled, item('copy-address')?.enabled],
    ['Stop', 'Running, 1 person here', false, true],
  );
  host.set({ addresses: [] });
  assert.deepEqual(
    [item('show-qr')?.enabled, item('open-chat')?.enabled],
    [false, true],
    'without a network the host still has their own chat',
  );
  host.set({ state: { state: 'stopping' } });
  assert.equal(item('start')?.enabled, false);
});

test('each item does what it says', () => {
  const { host, click, done, shown } = openTray();
  host.set({ state: running, addresses: [address('http://192.168.1.20:5000')] });
  for (const id of ['stop', 'open', 'open-chat', 'copy-address', 'show-qr', 'start-at-login', 'quit'])
    click(id);
  host.set({ state: { state: 'stopped' } });
  click('start');
  shown.click?.();
  assert.deepEqual(done, [
    'stop',
    'openWindow',
    'openChat',
    'copyAddress',
    'showQr',
    'setStartAtLogin true',
    'quit',
    'start',
    'openWindow',
  ]);
});

test('on macOS a click belongs to the menu', () => {
  assert.equal(openTray('darwin').shown.click, undefined);
});

test('nothing is drawn again without a change', async () => {
  const { host, settings, shown } = openTray();
  const before = structuredClone({ images: shown.images, tips: shown.tips, menus: shown.menus.length });
  host.set({ people: 0, state: { state: 'stopped' } });
  await settings.change({ desktop: { theme: 'dark' } });
  assert.deepEqual({ images: shown.images, tips: shown.tips, menus: shown.menus.length }, before);
});

test('a mark that the system refused disappears again', async () => {
  const { settings, shown, click, item } = openTray();
  const drawn = shown.menus.length;
  click('start-at-login'); // the system draws the mark itself
  await settings.change({ desktop: {} }); // and the setting stays as it was
  assert.equal(shown.menus.length, drawn + 1);
  assert.equal(item('start-at-login')?.checked, false);
});

test('starting at login is not offered where it cannot be', async () => {
  const { settings, item } = openTray();
  assert.ok(item('start-at-login'));
  settings.can.loginItem = false;
  await settings.change({});
  assert.equal(item('start-at-login'), undefined);
});

test('it speaks the language that was chosen, at once', () => {
  const { host, appearance, item, shown } = openTray();
  host.set({ state: running, people: 2 });
  appearance.speak('de');
  assert.deepEqual(
    [item('state')?.label, item('quit')?.label, shown.tips.at(-1)],
    ['Läuft, 2 Personen da', 'Lanline beenden', 'Lanline · Läuft, 2 Personen da'],
  );
});

test('destroyed, it listens to nothing', () => {
  const { host, tray, shown } = openTray();
  tray.destroy();
  assert.equal(host.listeners(), 0);
  assert.ok(shown.destroyed);
});
