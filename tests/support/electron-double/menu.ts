// Electron's Menu and MenuItem. Nothing is drawn: an item is clicked by calling `click`, as specs do on real
// Electron.
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { BrowserWindow } from './browser-window.ts';

type Options = Electron.MenuItemConstructorOptions;

export class MenuItem {
  readonly id: string;
  readonly type: NonNullable<Options['type']>;
  readonly role?: Options['role'];
  readonly accelerator?: Options['accelerator'];
  readonly submenu?: Menu;
  readonly icon?: Options['icon'];
  label: string;
  sublabel: string;
  toolTip: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly click: () => void;

  constructor(options: Options) {
    const { id = '', submenu, role, accelerator, icon, click } = options;
    this.id = id;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.label = options.label ?? role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    if (role) this.role = role;
    if (accelerator !== undefined) this.accelerator = accelerator;
    if (icon) this.icon = icon;
    if (submenu)
      this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : (submenu as unknown as Menu);
    this.click = () => {
      if (!this.enabled) return;
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      (click as ((...args: unknown[]) => void) | undefined)?.(
        this,
        BrowserWindow.getFocusedWindow() ?? undefined,
        {},
      );
    };
  }
}

export class Menu extends EventEmitter {
  static #application: Menu | null = null;
  static buildFromTemplate(template: readonly (Options | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  items: MenuItem[] = [];
  append(item: MenuItem): void {
    this.items.push(item);
  }
  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(_options?: Electron.PopupOptions): void {
    this.emit('menu-will-show', {});
  }
  closePopup(): void {
    this.emit('menu-will-close', {});
  }
}
