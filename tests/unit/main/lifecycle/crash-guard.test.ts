// What nobody caught: written down, ended, started again, but not for ever.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setupCrashGuard } from '../../../../main/lifecycle/crash-guard.ts';

function open(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-crash-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const done: string[] = [];
  let now = 1_000_000;
  const file = join(folder, 'user', 'crashes.json');
  /** A process that meets one error */
  const crash = (event: 'uncaughtException' | 'unhandledRejection' = 'uncaughtException', times = 1) => {
    const source = new EventEmitter();
    setupCrashGuard({
      file,
      source,
      now: () => now,
      note: (level, message, fields) => {
        done.push(`${level} ${String(fields?.['error'])}`);
        void message;
      },
      relaunch: () => {
        done.push('relaunch');
      },
      exit: (code) => {
        done.push(`exit ${String(code)}`);
      },
      giveUp: () => {
        done.push('give up');
      },
    });
    for (let n = 0; n < times; n += 1) source.emit(event, new Error('boom'));
    return done.splice(0);
  };
  return {
    folder,
    file,
    crash,
    pass: (ms: number) => {
      now += ms;
    },
  };
}
const AGAIN = ['error Error: boom', 'relaunch', 'exit 1'];
const ENOUGH = ['error Error: boom', 'give up', 'exit 1'];

test('written down first, then started again', (t) => {
  const { crash } = open(t);
  assert.deepEqual(crash(), AGAIN);
  assert.deepEqual(crash('unhandledRejection'), AGAIN);
});

test('three times within a minute, then it says so; later it may again', (t) => {
  const { crash, pass } = open(t);
  assert.deepEqual([crash(), crash(), crash()], [AGAIN, AGAIN, AGAIN]);
  assert.deepEqual(crash(), ENOUGH);
  pass(59_999);
  assert.deepEqual(crash(), ENOUGH);
  pass(1);
  assert.deepEqual(crash(), AGAIN);
});

test('further errors of the same end are only written down', (t) => {
  const { crash } = open(t);
  assert.deepEqual(crash('uncaughtException', 3), [...AGAIN, 'error Error: boom', 'error Error: boom']);
});

test('a clock that was set back, or a damaged file, forbids nothing', (t) => {
  const { crash, pass, file } = open(t);
  crash();
  crash();
  crash();
  pass(-500_000);
  assert.deepEqual(crash(), AGAIN);
  for (const damaged of ['{', '"x"', '[1,null]']) {
    writeFileSync(file, damaged);
    assert.deepEqual(crash(), AGAIN);
  }
});

test('where the count cannot be kept, it is not started again: the limit would not hold', (t) => {
  const { folder, crash } = open(t);
  writeFileSync(join(folder, 'user'), 'a file where the folder should be');
  assert.deepEqual(crash(), ENOUGH);
});
