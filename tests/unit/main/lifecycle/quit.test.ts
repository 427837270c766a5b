// The end of the app: in order, once, and never stuck.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { setupQuit } from '../../../../main/lifecycle/quit.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

function open({
  stop = async () => undefined,
  mayQuit = true,
}: { stop?: () => Promise<undefined>; mayQuit?: boolean } = {}) {
  const done: string[] = [];
  const clock = createManualClock();
  const emitter = new EventEmitter();
  // as Electron: quitting asks everybody who listens, and goes on where nobody prevents it
  const app = Object.assign(emitter, {
    quit: () => {
      let isPrevented = false;
      emitter.emit('before-quit', {
        preventDefault: () => {
          isPrevented = true;
        },
      });
      done.push(isPrevented ? 'held' : 'ended');
      if (!isPrevented) emitter.emit('ended');
    },
  });
  const ended = new Promise((resolve) => {
    emitter.once('ended', resolve);
  });
  const quit = setupQuit({
    app,
    clock,
    note: (level) => {
      done.push(level);
    },
    host: {
      stop: async (reason) => {
        done.push(`stop: ${reason ?? ''}`);
        await stop();
        done.push('stopped');
      },
    },
    window: {
      hide: () => {
        done.push('hide');
      },
    },
    cancelWork: () => {
      done.push('cancel');
    },
    questions: {
      mayQuit: async (why) => {
        done.push(`ask ${why}`);
        return mayQuit;
      },
    },
  });
  return { app, quit, done, ended, clock };
}

test('the server is stopped before the app ends, however often it is told to', async () => {
  const { app, quit, done, ended } = open();
  assert.equal(quit.isQuitting, false);
  app.quit();
  assert.equal(quit.isQuitting, true);
  app.quit();
  await ended;
  assert.deepEqual(done.slice(0, 5), ['hide', 'cancel', 'stop: The host quit Lanline', 'held', 'held']);
  assert.deepEqual(done.slice(5), ['stopped', 'ended', 'ended'].slice(0, done.length - 5));
  assert.equal(done.filter((what) => what.startsWith('stop:')).length, 1);
});

test('who is asked may say no', async () => {
  const { quit, done } = open({ mayQuit: false });
  await quit.ask('closing');
  assert.deepEqual(done, ['ask closing']);
  assert.equal(quit.isQuitting, false);
});

test('prepared for an update, it ends at once', async () => {
  const { app, quit, done } = open();
  await quit.prepare();
  await quit.prepare();
  app.quit();
  assert.deepEqual(done, ['hide', 'cancel', 'stop: The host quit Lanline', 'stopped', 'ended']);
});

test('a server that does not stop holds nobody up', async () => {
  const { app, done, ended, clock } = open({ stop: async () => new Promise(() => undefined) });
  app.quit();
  await clock.scheduled(15_000);
  clock.advance(15_000);
  await ended;
  assert.deepEqual(done.slice(-2), ['error', 'ended']);
});
