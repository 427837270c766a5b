import assert from 'node:assert/strict';
import type { CancellationToken } from 'electron-updater';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { UpdateState } from '../../../../main/ipc/contract.ts';
import { canReplaceItself, setupUpdates, type Updater } from '../../../../main/lifecycle/updates.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { settableSettings } from '../desktop-parts.ts';

const DAY = 24 * 60 * 60 * 1000;

/** electron-updater's outside: it answers when the test says so. */
class FakeUpdater extends EventEmitter implements Updater {
  autoDownload = true;
  logger: unknown = console;
  checks: PromiseWithResolvers<Awaited<ReturnType<Updater['checkForUpdates']>>>[] = [];
  asks = createConditions();
  download = Promise.withResolvers<unknown>();
  installed: unknown[] = [];
  async checkForUpdates() {
    const check = Promise.withResolvers<Awaited<ReturnType<Updater['checkForUpdates']>>>();
    this.checks.push(check);
    this.asks.changed();
    return check.promise;
  }
  async downloadUpdate() {
    return this.download.promise;
  }
  /** Resolves when a check waits for its answer; it begins once the updater is loaded. */
  async asked() {
    await this.asks.until(
      () => this.checks.length > 0 || undefined,
      () => 'a check',
    );
  }
  quitAndInstall(...how: unknown[]) {
    this.installed.push(how);
  }
}

function open({ isOn = true, isPackaged = true, canReplace = true } = {}) {
  const updater = new FakeUpdater();
  const settings = settableSettings({ updates: isOn });
  const clock = createManualClock();
  const seen = { loads: 0, prepared: 0, notes: [] as string[], states: [] as UpdateState[] };
  const updates = setupUpdates({
    settings,
    isPackaged,
    canReplaceItself: canReplace,
    releasePage: 'https://example.org/release',
    clock,
    load: async () => {
      seen.loads += 1;
      return updater;
    },
    prepareQuit: async () => {
      seen.prepared += 1;
    },
    note: (_level, message) => {
      seen.notes.push(message);
    },
  });
  const conditions: (() => void)[] = [];
  updates.on((state) => {
    seen.states.push(state);
    for (const look of conditions) look();
  });
  /** Resolves when the state has this name. */
  const until = async (name: UpdateState['state']) =>
    new Promise<UpdateState>((resolve) => {
      const look = () => {
        if (updates.state.state === name) resolve(updates.state);
      };
      conditions.push(look);
      look();
    });
  const answer = async (version?: string, cancellationToken?: CancellationToken) => {
    await updater.asked();
    updater.checks
      .shift()
      ?.resolve({
        isUpdateAvailable: version !== undefined,
        updateInfo: { version: version ?? '0.1.0' },
        ...(cancellationToken && { cancellationToken }),
      });
  };
  return { updater, settings, clock, seen, updates, until, answer };
}

test('before the host says yes nothing is even loaded', async () => {
  const { seen, updates, clock, settings } = open({ isOn: false });
  await updates.check();
  await updates.install();
  clock.advance(3 * DAY);
  await settings.change({ desktop: { theme: 'dark' } });
  assert.deepEqual([seen.loads, updates.state], [0, { state: 'off' }]);
});

test('from a checkout it stays off whatever the setting says', async () => {
  const { seen, updates } = open({ isPackaged: false });
  await updates.check();
  assert.deepEqual([seen.loads, updates.state], [0, { state: 'off' }]);
});

test('with the yes it looks at once, and daily after that, and downloads nothing by itself', async () => {
  const { updater, settings, clock, until, answer } = open({ isOn: false });
  await settings.change({ desktop: { updates: true } });
  await answer();
  assert.deepEqual(await until('newest'), { state: 'newest', checkedAt: '2026-03-02T09:00:00.000Z' });
  assert.deepEqual([updater.autoDownload, updater.logger], [false, null]);
  clock.advance(DAY);
  await until('checking');
  await answer('0.2.0');
  assert.deepEqual(await until('available'), { state: 'available', version: '0.2.0' });
});

test('available, downloaded when asked, ready, and installed after the server was stopped', async () => {
  const { updater, updates, seen, until, answer } = open();
  await answer('0.2.0');
  await until('available');
  const downloads = updates.install();
  updater.emit('download-progress', { percent: 41.7 });
  await updates.check();
  assert.deepEqual(updates.state, { state: 'downloading', version: '0.2.0', percent: 42 });
  updater.download.resolve([]);
  await downloads;
  assert.deepEqual(updates.state, { state: 'ready', version: '0.2.0' });
  await updates.install();
  assert.deepEqual([seen.prepared, updater.installed], [1, [[true, true]]]);
});

test('a build that cannot replace itself links to the release, and downloads nothing', async () => {
  const { updates, until, answer } = open({ canReplace: false });
  await answer('0.2.0');
  assert.deepEqual(await until('available'), {
    state: 'available',
    version: '0.2.0',
    link: 'https://example.org/release',
  });
  await updates.install();
  assert.equal(updates.state.state, 'available');
});

test('a failure is a state and one note, and the next day it tries again', async () => {
  const { updater, seen, clock, until } = open();
  await until('checking');
  await updater.asked();
  updater.emit('error', new Error('net::ERR_INTERNET_DISCONNECTED'));
  updater.checks.shift()?.reject(new Error('net::ERR_INTERNET_DISCONNECTED'));
  assert.deepEqual(await until('failed'), { state: 'failed', detail: 'net::ERR_INTERNET_DISCONNECTED' });
  assert.equal(seen.notes.length, 1);
  clock.advance(DAY);
  await until('checking');
});

test('turned off while it downloads, the download is cancelled, and what comes of it is not shown', async () => {
  const { updater, settings, updates, until, answer } = open();
  let cancelled = 0;
  await answer('0.2.0', {
    cancel: () => {
      cancelled += 1;
    },
  } as unknown as CancellationToken);
  await until('available');
  const downloads = updates.install();
  await settings.change({ desktop: { updates: false } });
  assert.equal(cancelled, 1);
  updater.download.reject(new Error('cancelled'));
  await downloads;
  assert.deepEqual(updates.state, { state: 'off' });
});

test('turned off while it looks, what comes back is not shown, and no later day asks', async () => {
  const { updater, settings, updates, clock, seen, answer } = open();
  await updater.asked();
  await settings.change({ desktop: { updates: false } });
  await answer('0.2.0');
  clock.advance(2 * DAY);
  await updates.check();
  assert.deepEqual(
    [updates.state, seen.states.at(-1), updater.checks.length, clock.waiting(DAY)],
    [{ state: 'off' }, { state: 'off' }, 0, 0],
  );
});

test('which builds can replace themselves', () => {
  const signed = { lanline: { canUpdate: true } };
  const cases: [NodeJS.Platform, NodeJS.ProcessEnv, object, boolean][] = [
    ['win32', {}, {}, true],
    ['darwin', {}, {}, false],
    ['darwin', {}, signed, true],
    ['linux', {}, signed, false],
    ['linux', { APPIMAGE: '/a' }, {}, true],
  ];
  for (const [platform, env, packageJson, can] of cases)
    assert.equal(canReplaceItself({ platform, env, packageJson }), can, platform);
});
