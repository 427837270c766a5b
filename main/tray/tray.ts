// The tray icon: what the server does now, and the few things one wants without a window.
import type { Menu, MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';
import type { Actions } from '../menu/actions.ts';
import { joinUrl } from '../server/join-url.ts';
import type { Appearance } from '../window/appearance.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { joinItems, startOrStop, stateLine } from '../menu/server-items.ts';
import { texts } from '../texts/index.ts';

/** The part of Electron's Tray that is used. */
export interface TrayIcon {
  setImage(file: string): void;
  setToolTip(text: string): void;
  setContextMenu(menu: Menu): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

export interface TrayDeps {
  host: Pick<ServerHost, 'state' | 'people' | 'network' | 'on'>;
  settings: Pick<SettingsService, 'view' | 'on'>;
  appearance: Appearance;
  actions: Actions;
  platform: NodeJS.Platform;
  electron: {
    Tray: new (file: string) => TrayIcon;
    Menu: { buildFromTemplate(template: MenuItemConstructorOptions[]): Menu };
  };
  /** Folder of the files that scripts/icons.ts makes */
  icons?: string;
}

type Sign = 'running' | 'stopped' | 'attention';

/** Tells apart by shape, not only by colour. */
const SIGNS = {
  running: 'running',
  stopped: 'stopped',
  stopping: 'stopped',
  starting: 'attention',
  failed: 'attention',
} as const satisfies Record<string, Sign>;

/**
 * macOS knows a template by its name, and finds the `@2x` one beside it; on Windows an .ico holds all sizes.
 */
const FILE_ENDS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'Template.png', win32: '.ico' };

export function createTray(deps: TrayDeps): { destroy(): void } {
  return new TrayView(deps);
}

class TrayView {
  readonly #deps: TrayDeps;
  readonly #tray: TrayIcon;
  readonly #ends: (() => void)[];
  /** What was drawn last: drawing again can close a menu that somebody has open */
  #drawn = { icon: '', tooltip: '', menu: '' };

  constructor(deps: TrayDeps) {
    this.#deps = deps;
    const { host, settings, appearance, actions, platform, electron } = deps;
    this.#drawn.icon = this.#iconFile();
    this.#tray = new electron.Tray(this.#drawn.icon);
    // on macOS a click opens the menu
    if (platform !== 'darwin') this.#tray.on('click', actions.openWindow);
    const render = () => {
      this.#render();
    };
    this.#ends = [
      host.on('state', render),
      host.on('people', render),
      host.on('network', render),
      settings.on(render),
      appearance.on(render),
    ];
    this.#render();
  }

  destroy(): void {
    for (const end of this.#ends) end();
    this.#tray.destroy();
  }

  #render(): void {
    const icon = this.#iconFile();
    if (icon !== this.#drawn.icon) this.#tray.setImage(icon);
    const tooltip = this.#tooltip();
    if (tooltip !== this.#drawn.tooltip) this.#tray.setToolTip(tooltip);
    const template = this.#template();
    const menu = JSON.stringify(template);
    if (menu !== this.#drawn.menu)
      this.#tray.setContextMenu(this.#deps.electron.Menu.buildFromTemplate(template));
    this.#drawn = { icon, tooltip, menu };
  }

  #iconFile(): string {
    const { host, platform, icons = join(import.meta.dirname, 'icons') } = this.#deps;
    return join(icons, `${SIGNS[host.state.state]}${FILE_ENDS[platform] ?? '.png'}`);
  }

  /** `Lanline · Running, 3 people here · http://192.168.1.20:5000`; Windows shows 127 characters */
  #tooltip(): string {
    const { host, appearance } = this.#deps;
    return ['Lanline', stateLine(host.state, host.people.length, texts[appearance.language]), this.#url()]
      .filter((part) => part !== undefined)
      .join(' · ')
      .slice(0, 127);
  }

  #url(): string | undefined {
    const { host, settings } = this.#deps;
    return host.state.state === 'running'
      ? joinUrl(host.network, settings.view().desktop.adapter)
      : undefined;
  }

  #template(): MenuItemConstructorOptions[] {
    const { host, settings, appearance, actions } = this.#deps;
    const text = texts[appearance.language];
    const { can, desktop } = settings.view();
    return [
      { id: 'state', label: stateLine(host.state, host.people.length, text), enabled: false },
      startOrStop(host.state, text, actions),
      { type: 'separator' },
      { id: 'open', label: text.action.open, click: actions.openWindow },
      ...joinItems(host.state, this.#url() !== undefined, text, actions),
      { type: 'separator' },
      ...(can.loginItem
        ? [this.#loginItem(text.action.startAtLogin, desktop.startAtLogin), { type: 'separator' } as const]
        : []),
      { id: 'quit', label: text.action.quit, click: actions.quit },
    ];
  }

  #loginItem(label: string, checked: boolean): MenuItemConstructorOptions {
    return {
      id: 'start-at-login',
      type: 'checkbox',
      label,
      checked,
      click: () => {
        // the click has set the mark already; if the system refuses, the menu must be drawn again although
        // nothing changed
        this.#drawn.menu = '';
        this.#deps.actions.setStartAtLogin(!checked);
      },
    };
  }
}
