// The application's menu. macOS shows it at the top of the screen; elsewhere it stays out of sight (Alt shows
// it) and gives the keys.
import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { Actions } from './actions.ts';
import { joinUrl } from '../server/join-url.ts';
import type { Appearance } from '../window/appearance.ts';
import type { ServerHost } from '../server/server-host.ts';
import { joinItems, startOrStop } from './server-items.ts';
import { texts, type Texts } from '../texts/index.ts';

export interface MenuDeps {
  host: Pick<ServerHost, 'state' | 'network' | 'on'>;
  appearance: Appearance;
  actions: Actions;
  platform: NodeJS.Platform;
  /** Developers get the tools of the window */
  isDevelopment: boolean;
  Menu: {
    buildFromTemplate(template: MenuItemConstructorOptions[]): Menu;
    setApplicationMenu(menu: Menu): void;
  };
}

type Items = MenuItemConstructorOptions[];
const LINE = { type: 'separator' } as const;

/** Sets the menu, and again whenever the language or what can be done changes. */
export function setupMenu(deps: MenuDeps): void {
  let drawn = '';
  const render = () => {
    const template = deps.platform === 'darwin' ? forMac(deps) : forOthers(deps);
    const now = JSON.stringify(template);
    if (now === drawn) return;
    drawn = now;
    deps.Menu.setApplicationMenu(deps.Menu.buildFromTemplate(template));
  };
  deps.host.on('state', render);
  deps.host.on('network', render);
  deps.appearance.on(render);
  render();
}

function forMac(deps: MenuDeps): Items {
  const { actions } = deps;
  const text = texts[deps.appearance.language];
  const { action, menu } = text;
  return [
    {
      label: 'Lanline',
      submenu: [
        { label: action.about, click: actions.showAbout },
        LINE,
        settingsItem(deps, text),
        LINE,
        { role: 'services', label: menu.services },
        LINE,
        { role: 'hide', label: menu.hide },
        { role: 'hideOthers', label: menu.hideOthers },
        { role: 'unhide', label: menu.showAll },
        LINE,
        quitItem(deps, text),
      ],
    },
    serverMenu(deps, text),
    { id: 'edit', label: menu.edit, submenu: editItems(text) },
    { id: 'view', label: menu.view, submenu: viewItems(deps, text) },
    {
      role: 'window',
      label: menu.window,
      submenu: [
        { role: 'minimize', label: menu.minimize },
        { role: 'close', label: menu.close },
        LINE,
        { label: action.open, click: actions.openWindow },
        { role: 'front', label: menu.front },
      ],
    },
    { role: 'help', label: menu.help, submenu: [{ label: action.licences, click: actions.showLicences }] },
  ];
}

function forOthers(deps: MenuDeps): Items {
  const { actions } = deps;
  const text = texts[deps.appearance.language];
  const { action, menu } = text;
  return [
    {
      id: 'file',
      label: menu.file,
      submenu: [
        settingsItem(deps, text),
        LINE,
        { role: 'close', label: menu.close, accelerator: 'Ctrl+W' },
        quitItem(deps, text),
      ],
    },
    serverMenu(deps, text),
    { id: 'edit', label: menu.edit, submenu: editItems(text) },
    { id: 'view', label: menu.view, submenu: viewItems(deps, text) },
    {
      role: 'help',
      label: menu.help,
      submenu: [
        { label: action.licences, click: actions.showLicences },
        { label: action.about, click: actions.showAbout },
      ],
    },
  ];
}

function settingsItem({ actions }: MenuDeps, { action }: Texts): MenuItemConstructorOptions {
  return { id: 'settings', label: action.settings, accelerator: 'CmdOrCtrl+,', click: actions.showSettings };
}

function quitItem({ actions }: MenuDeps, { action }: Texts): MenuItemConstructorOptions {
  return { id: 'quit', label: action.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit };
}

function serverMenu({ host, actions }: MenuDeps, text: Texts): MenuItemConstructorOptions {
  // which adapter was chosen does not matter for whether there is one
  const canJoin = host.state.state === 'running' && joinUrl(host.network, null) !== undefined;
  return {
    id: 'server',
    label: text.menu.server,
    submenu: [startOrStop(host.state, text, actions), LINE, ...joinItems(host.state, canJoin, text, actions)],
  };
}

/** On macOS the keys for these work only where the menu has them. */
function editItems({ menu }: Texts): Items {
  return [
    { role: 'undo', label: menu.undo },
    { role: 'redo', label: menu.redo },
    LINE,
    { role: 'cut', label: menu.cut },
    { role: 'copy', label: menu.copy },
    { role: 'paste', label: menu.paste },
    { role: 'selectAll', label: menu.selectAll },
  ];
}

function viewItems({ isDevelopment }: MenuDeps, { menu }: Texts): Items {
  return [
    { role: 'resetZoom', label: menu.actualSize },
    { role: 'zoomIn', label: menu.zoomIn },
    { role: 'zoomOut', label: menu.zoomOut },
    LINE,
    { role: 'togglefullscreen', label: menu.fullScreen },
    // the role brings its own English name, which is good enough for developers
    ...(isDevelopment ? [LINE, { role: 'toggleDevTools' } as const] : []),
  ];
}
