// The window's life, on a stand-in for Electron's: made once, hidden and shown, told only what it can hear,
// loaded again after a crash.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { MainWindow } from '../../../../main/window/window.ts';
import type { Theme } from '../../../../main/ipc/contract.ts';

/** As much of a BrowserWindow as is used, with what was done to it. */
class FakeWindow extends EventEmitter {
  readonly done: string[] = [];
  readonly webContents = Object.assign(new EventEmitter(), {
    send: (channel: string, payload: unknown) => {
      this.done.push(`send ${channel} ${JSON.stringify(payload)}`);
    },
  });
  isUp = false;
  readonly options: BrowserWindowConstructorOptions;
  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.done.push(`load ${url}`);
  }
  show(): void {
    this.isUp = true;
    this.done.push('show');
    this.emit('show');
  }
  hide(): void {
    this.isUp = false;
    this.done.push('hide');
    this.emit('hide');
  }
  focus(): void {
    this.done.push('focus');
  }
  maximize(): void {
    this.done.push('maximize');
  }
  setBackgroundColor(colour: string): void {
    this.done.push(`background ${colour}`);
  }
  isVisible(): boolean {
    return this.isUp;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 1, y: 2, width: 800, height: 600 };
  }
  destroy(): void {
    this.done.push('destroy');
    this.emit('closed');
  }
  /** As when somebody closes it; whether it is gone then */
  close(): boolean {
    let isHeld = false;
    this.emit('close', {
      preventDefault: () => {
        isHeld = true;
      },
    });
    if (!isHeld) this.emit('closed');
    return !isHeld;
  }
}

function open({
  mayClose = false,
  mayReload = () => true,
}: { mayClose?: boolean; mayReload?: () => boolean } = {}) {
  const made: FakeWindow[] = [];
  const told: unknown[] = [];
  const themes = new EventEmitter<{ change: [{ language: 'en'; theme: Theme }] }>();
  const window = new MainWindow({
    createWindow: (options) => {
      const fake = new FakeWindow(options);
      made.push(fake);
      return fake as unknown as BrowserWindow;
    },
    displays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
    startPage: 'lanline://app/',
    preload: '/preload.cjs',
    isDevelopment: false,
    appearance: {
      language: 'en',
      theme: 'dark',
      on: (listener) => {
        themes.on('change', listener);
        return () => undefined;
      },
    },
    place: {
      read: () => undefined,
      write: (next) => {
        told.push(next);
      },
    },
    note: (level) => {
      told.push(level);
    },
    mayClose: () => mayClose,
    onCloseWish: () => {
      told.push('wish');
    },
    onShown: (isShown) => {
      told.push(isShown);
    },
    mayReload,
  });
  const current = (): FakeWindow => {
    const last = made.at(-1);
    assert.ok(last);
    return last;
  };
  return { window, made, told, current, themes };
}

test('it is sandboxed, isolated and without tools, and appears when it is painted', () => {
  const { window, current, told } = open();
  assert.equal(window.isVisible, false);
  window.show();
  const { options, done } = current();
  assert.deepEqual(options.webPreferences, {
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  });
  assert.deepEqual(
    [
      options.show,
      options.minWidth,
      options.minHeight,
      options.width,
      options.height,
      options.backgroundColor,
    ],
    [false, 720, 480, 960, 640, '#161e1f'],
  );
  assert.deepEqual(done, ['load lanline://app/']);
  current().emit('ready-to-show');
  assert.deepEqual(done, ['load lanline://app/', 'show']);
  assert.deepEqual(told, [true]);
});

test('shown again it is the same one; closed for good, another', () => {
  const { window, made, current } = open({ mayClose: true });
  window.show();
  window.show();
  assert.equal(made.length, 1);
  assert.deepEqual(current().done.slice(1), ['show', 'focus']);
  assert.equal(current().close(), true);
  assert.equal(window.isVisible, false);
  window.show();
  assert.equal(made.length, 2);
});

test('closing is a wish while the app goes on; its place is kept', () => {
  const { window, current, told } = open();
  window.show();
  assert.equal(current().close(), false);
  assert.deepEqual(told, [{ x: 1, y: 2, width: 800, height: 600, isMaximized: false }, 'wish']);
});

test('the page is told nothing before it has its first picture, but then what it should show', () => {
  const { window, current } = open();
  window.send('show', 'poster');
  window.show();
  window.send('state', { state: 'stopped' });
  window.send('show', 'settings');
  assert.deepEqual(current().done, ['load lanline://app/']);
  window.pageListens();
  window.send('state', { state: 'starting' });
  assert.deepEqual(current().done.slice(1), [
    'send event:show "settings"',
    'send event:state {"state":"starting"}',
  ]);
});

test('a page that crashed is loaded again, and told nothing until it listens; one that crashes again and again is closed', () => {
  let may = true;
  const { window, made, current, told } = open({ mayReload: () => may });
  window.show();
  window.pageListens();
  current().webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  window.send('state', { state: 'stopped' });
  assert.deepEqual(current().done, ['load lanline://app/', 'load lanline://app/']);
  may = false;
  current().webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  assert.equal(current().done.length, 2);
  current().webContents.emit('render-process-gone', {}, { reason: 'oom' });
  assert.equal(current().done.at(-1), 'destroy');
  assert.deepEqual(told, ['error', 'error', false]);
  window.show();
  assert.equal(made.length, 2);
});

test('the theme colours it, and only its own contents are ours', () => {
  const { window, current, themes } = open();
  window.show();
  themes.emit('change', { language: 'en', theme: 'light' });
  assert.equal(current().done.at(-1), 'background #fdfdfb');
  assert.equal(window.isOurs(current().webContents), true);
  assert.equal(window.isOurs({}), false);
});
