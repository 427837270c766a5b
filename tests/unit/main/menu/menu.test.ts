import assert from 'node:assert/strict';
import type { Menu, MenuItemConstructorOptions } from 'electron';
import { test } from 'node:test';
import { setupMenu } from '../../../../main/menu/menu.ts';
import { address, notedActions, running, settableAppearance, settableHost } from '../desktop-parts.ts';

type Item = MenuItemConstructorOptions;

function openMenu(platform: NodeJS.Platform, isDevelopment = false) {
  const host = settableHost();
  const appearance = settableAppearance();
  const { actions, done } = notedActions();
  const set: Item[][] = [];
  setupMenu({
    host,
    appearance,
    actions,
    platform,
    isDevelopment,
    Menu: {
      buildFromTemplate: (template) => template as unknown as Menu,
      setApplicationMenu: (menu) => {
        set.push(menu as unknown as Item[]);
      },
    },
  });
  const flat = (items: Item[]): Item[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  return { host, appearance, done, set, items: () => flat(set.at(-1) ?? []) };
}

const find = (items: Item[], id: string) => items.find((item) => item.id === id);

test('macOS has the menus that everybody expects there, with the roles that make the keys work', () => {
  const { set, items } = openMenu('darwin');
  assert.deepEqual(
    set[0]?.map((item) => item.label),
    ['Lanline', 'Server', 'Edit', 'View', 'Window', 'Help'],
  );
  const roles = items()
    .map((item) => item.role)
    .filter(Boolean);
  for (const role of [
    'services',
    'hide',
    'hideOthers',
    'unhide',
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'minimize',
    'close',
    'window',
    'togglefullscreen',
  ]) {
    assert.ok(roles.includes(role as NonNullable<Item['role']>), role);
  }
});

test('each system has the keys for settings and for quitting, and they do that', () => {
  for (const platform of ['darwin', 'win32', 'linux'] as const) {
    const { items, done } = openMenu(platform);
    const keys = Object.fromEntries(
      items()
        .filter((item) => item.accelerator !== undefined)
        .map((item) => [item.accelerator, item]),
    );
    for (const key of ['CmdOrCtrl+,', 'CmdOrCtrl+Q']) (keys[key]?.click as (() => void) | undefined)?.();
    assert.deepEqual(done, ['showSettings', 'quit'], platform);
  }
});

test('every item has words of its own, no matter the role', () => {
  for (const platform of ['darwin', 'win32'] as const) {
    for (const item of openMenu(platform).items())
      assert.ok(item.type === 'separator' || item.label, JSON.stringify(item));
  }
});

test('it follows the server and the language, and is set again only for a change', () => {
  const { host, appearance, set, items } = openMenu('win32');
  host.set({ state: running, addresses: [address('http://192.168.1.20:5000')] });
  assert.equal(find(items(), 'stop')?.label, 'Stop');
  assert.equal(find(items(), 'show-qr')?.enabled, true);
  appearance.speak('de');
  assert.equal(find(items(), 'stop')?.label, 'Stoppen');
  const times = set.length;
  host.set({ state: running });
  assert.equal(set.length, times);
});

test('only developers get the tools of the window', () => {
  const roles = [false, true].map((isDevelopment) =>
    openMenu('linux', isDevelopment)
      .items()
      .map((item) => item.role),
  );
  assert.deepEqual(
    roles.map((those) => those.includes('toggleDevTools')),
    [false, true],
  );
});
