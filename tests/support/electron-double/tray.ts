// Electron's Tray and Notification. Nothing is drawn; spy.inject.cjs hears what they are told, on real Electron too.
import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { Menu } from './menu.ts';
import { nativeImage, type NativeImage } from './native-image.ts';
import { runtime } from './runtime.ts';

type Image = NativeImage | string;

/** @throws Error where a path leads to no image, as Electron does */
function loaded(image: Image): NativeImage {
  if (typeof image !== 'string') return image;
  const found = nativeImage.createFromPath(image);
  if (found.isEmpty()) throw new Error(`Failed to load image from path '${image}'`);
  return found;
}

export class Tray extends EventEmitter {
  #destroyed = false;

  constructor(image: Image, _guid?: string) {
    super();
    if (!runtime.isReady) throw new Error('Cannot create Tray before app is ready');
    loaded(image);
  }

  setImage(image: Image): void {
    this.#alive(loaded(image));
  }
  setPressedImage(image: Image): void {
    this.#alive(loaded(image));
  }
  setToolTip(_text: string): void {
    this.#alive();
  }
  setTitle(_title: string): void {
    this.#alive();
  }
  setContextMenu(_menu: Menu | null): void {
    this.#alive();
  }
  popUpContextMenu(_menu?: Menu): void {
    this.#alive();
  }
  setIgnoreDoubleClickEvents(_ignore: boolean): void {
    this.#alive();
  }
  displayBalloon(_options: Electron.DisplayBalloonOptions): void {
    this.#alive();
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 0, height: 0 };
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    this.#destroyed = true;
  }

  #alive(_image?: NativeImage): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }
  title: string;
  body: string;
  silent: boolean;

  constructor({ title = '', body = '', silent = false }: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
    this.silent = silent;
  }

  show(): void {
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}
