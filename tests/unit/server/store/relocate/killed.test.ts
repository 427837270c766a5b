// kill -9 of a real process that moves: at chosen calls, and at any time.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { addOwnThings, checkRecovered, contents, copyRoom, makeRoomOnce, scratch } from './room.ts';

const PROGRAM = join(import.meta.dirname, 'programs/mover.ts');
const posix = { skip: process.platform === 'win32' && 'Windows has no such signals' };

const pattern = makeRoomOnce();

before(async () => {
  const folder = await pattern;
  addOwnThings(folder);
  // as copied with the folder, the link names the original still
  rmSync(join(folder, 'to-uploads'));
});

interface Mover {
  /** How long the move went on, in milliseconds */
  ms: number;
  /** Of the file system, where it was not killed */
  calls: number | undefined;
}

/** One move in a process; killed at the n-th call, or when `kill` resolves. */
async function move(
  t: TestContext,
  { from, to, at = 0, kill }: { from: string; to: string; at?: number; kill?: () => Promise<void> },
): Promise<Mover> {
  const child = fork(PROGRAM, [from, to, String(at)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // the first one leaves what it compiled to the others
    env: { ...process.env, NODE_COMPILE_CACHE: join(from, '../compiled') },
  });
  t.after(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit');
  let calls: number | undefined;
  await once(child, 'message');
  child.on('message', (message: { calls: number }) => {
    ({ calls } = message);
  });
  const since = performance.now();
  child.send('go');
  if (kill) {
    await kill();
    child.kill('SIGKILL');
  }
  await ended;
  return { ms: performance.now() - since, calls };
}

async function trial(
  t: TestContext,
  base: string,
  name: string,
  how: { at?: number; kill?: () => Promise<void> },
): Promise<{ here: 'old' | 'new'; mover: Mover }> {
  const [from, to] = [join(base, `${name}-old`), join(base, `${name}-new`)];
  copyRoom(await pattern, from);
  const expected = contents(from);
  const mover = await move(t, { from, to, ...how });
  const here = await checkRecovered({ from, to, expected });
  for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true });
  return { here, mover };
}

async function inTwoLanes(count: number, run: (index: number) => Promise<void>): Promise<void> {
  const queue = Array.from({ length: count }, (_, index) => index).values();
  await Promise.all(
    [0, 1].map(async () => {
      for (const index of queue) await run(index);
    }),
  );
}

test('killed at calls from the first to the last: one folder has everything', posix, async (t) => {
  const base = scratch(t);
  const whole = await trial(t, base, 'whole', {});
  assert.equal(whole.here, 'new');
  const calls = whole.mover.calls ?? assert.fail('it did not end by itself');
  const found = { old: 0, new: 0 };
  await inTwoLanes(10, async (index) => {
    const { here, mover } = await trial(t, base, String(index), { at: 1 + Math.floor((index / 10) * calls) });
    assert.equal(mover.calls, undefined, 'it was killed');
    found[here] += 1;
  });
  assert.ok(found.old > 0 && found.new > 0, JSON.stringify(found));
});

for (const { trials, tag } of [
  { trials: 6, tag: '' },
  { trials: 20, tag: ' @full' },
])
  test(`killed at any time, ${String(trials)} times: one folder has everything${tag}`, posix, async (t) => {
    const base = scratch(t);
    const {
      mover: { ms },
    } = await trial(t, base, 'whole', {});
    await inTwoLanes(trials, async (index) => {
      // a random moment is what is tested: the result must hold whenever the process is killed
      await trial(t, base, String(index), {
        kill: () =>
          new Promise((resolve) => {
            setTimeout(resolve, Math.random() * ms * 1.1);
          }),
      });
    });
  });
