import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import type { ServerState } from '../../../../server/index.ts';
import { watchEnd, type StopReason } from '../../../../server/cli/watch-end.ts';

/** A server of which only closing and the states matter, and what tells it to stop. */
function setUp(times = { close: 60_000, insist: 60_000 }) {
  const events = new EventEmitter<{ state: [ServerState] }>();
  const reasons = new EventEmitter<{ stop: [StopReason] }>();
  const exits = new EventEmitter<{ exit: [number] }>();
  const exited: number[] = [];
  const closing: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const server = {
    state: { state: 'stopped' } as ServerState,
    events,
    close: () =>
      new Promise<void>((resolve, reject) => {
        closing.push({ resolve, reject });
      }),
  };
  const watch = watchEnd(server, {
    onStop(listener) {
      reasons.on('stop', listener);
      return () => {
        reasons.off('stop', listener);
      };
    },
    exitNow(code) {
      exited.push(code);
      exits.emit('exit', code);
    },
    times,
  });
  const enter = (state: ServerState) => {
    server.state = state;
    events.emit('state', state);
  };
  enter({ state: 'starting' });
  return {
    watch,
    events,
    reasons,
    exits,
    exited,
    closing,
    enter,
    run: () => {
      enter({ state: 'running', host: '::', port: 1, since: '2026-03-01T10:00:00.000Z' });
    },
  };
}

test('a signal closes once, and the end comes when it is closed', async () => {
  const { watch, reasons, closing, exited, run } = setUp();
  run();
  assert.equal(watch.isStopping(), false);
  reasons.emit('stop', 'SIGINT');
  reasons.emit('stop', 'SIGINT'); // the same Ctrl-C, through npm
  reasons.emit('stop', 'parent');
  assert.equal(watch.isStopping(), true);
  assert.equal(closing.length, 1);
  closing[0]?.resolve();
  assert.deepEqual(await watch.end(), { code: 0 });
  assert.deepEqual(exited, []);
  watch.forget();
});

for (const [reason, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`a second ${reason} a while later ends the process with ${String(code)}`, () => {
    const { watch, reasons, exited, run } = setUp({ close: 60_000, insist: 0 });
    run();
    reasons.emit('stop', 'SIGTERM');
    reasons.emit('stop', reason);
    assert.deepEqual(exited, [code]);
    watch.forget();
  });
}

test('a parent that is gone never insists', () => {
  const { watch, reasons, exited, closing, run } = setUp({ close: 60_000, insist: 0 });
  run();
  reasons.emit('stop', 'parent');
  reasons.emit('stop', 'parent');
  assert.equal(closing.length, 1);
  assert.deepEqual(exited, []);
  watch.forget();
});

test('closing that takes too long is ended', async () => {
  const { watch, reasons, exits, run } = setUp({ close: 1, insist: 60_000 });
  run();
  const exit = once(exits, 'exit');
  reasons.emit('stop', 'SIGTERM');
  assert.deepEqual(await exit, [143]);
  watch.forget();
});

test('closing that fails is told', async () => {
  const { watch, reasons, closing, run } = setUp();
  run();
  reasons.emit('stop', 'SIGTERM');
  closing[0]?.reject(new Error('the disk is gone'));
  assert.deepEqual(await watch.end(), { code: 1, reason: 'Error: the disk is gone' });
  watch.forget();
});

test('a running server that fails ends with its reason after it is closed', async () => {
  const { watch, closing, enter, run } = setUp();
  run();
  const end = watch.end();
  enter({
    state: 'failed',
    reason: 'the index is gone',
    fault: { code: 'internal', detail: 'the index is gone' },
  });
  closing[0]?.resolve();
  assert.deepEqual(await end, { code: 1, reason: 'the index is gone' });
  watch.forget();
});

test('a failed server that does not close is ended', async () => {
  const { watch, enter, exits, run } = setUp({ close: 1, insist: 60_000 });
  run();
  const exit = once(exits, 'exit');
  void watch.end();
  enter({ state: 'failed', reason: 'stuck', fault: { code: 'internal', detail: 'stuck' } });
  assert.deepEqual(await exit, [1]);
  watch.forget();
});

test('failing to start is told by starting itself', () => {
  const { watch, closing, enter } = setUp();
  enter({ state: 'failed', reason: 'port taken', fault: { code: 'internal', detail: 'port taken' } });
  assert.equal(closing.length, 0);
  watch.forget();
});

test('forgetting leaves no listener', () => {
  const { watch, events, reasons } = setUp();
  watch.forget();
  assert.deepEqual([events.listenerCount('state'), reasons.listenerCount('stop')], [0, 0]);
});
