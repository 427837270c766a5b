// A move that meets a fault at each of its calls in turn: afterwards one folder has everything, byte for
// byte, and the other nothing of it.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { moveDataFolder, recoverMove } from '../../../../../server/index.ts';
import { nodeMoveFileSystem } from '../../../../../server/store/relocate/move-file-system.ts';
import { diskError, faultyFileSystem } from './faulty-file-system.ts';
import {
  checkRecovered,
  contents,
  copyRoom,
  makeRoomOnce,
  readRoom,
  ROOM,
  scratch,
  serverAt,
} from './room.ts';

const pattern = makeRoomOnce();
let expected: Record<string, unknown> = {};

before(async () => {
  const folder = await pattern;
  // enough of each kind: every file more is twenty calls more
  const spared = [
    'logs',
    'damaged',
    'import.json',
    'import.json.previous',
    'channels.json.previous',
    'users.jsonl',
    'index.db',
    'uploads/.incoming',
    'channels/help.jsonl',
    'channels/random.jsonl',
  ];
  for (const name of spared) rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, 'mine'));
  symlinkSync('nowhere', join(folder, 'mine/link'));
  expected = contents(folder);
});

/**
 * Moves a fresh copy of the room for each n from 1 on (or each `step`-th), until a move meets no fault any
 * more; `check` gets what the n-th came to.
 */
async function atEachCall(
  base: string,
  { lasts, fault, step = 1 }: { lasts: boolean; fault: (name: string) => void; step?: number },
  check: (
    places: { from: string; to: string; at: number },
    outcome: { error?: Error; left?: readonly string[] },
  ) => Promise<void>,
): Promise<number> {
  for (let at = 1; ; at += step) {
    const [from, to] = [join(base, `${String(at)}-old`), join(base, `${String(at)}-new`)];
    copyRoom(await pattern, from);
    const fs = faultyFileSystem({ at, fault, lasts });
    const outcome = await moveDataFolder({ from, to, fs }).then(
      ({ left }) => ({ left }),
      (error: Error) => ({ error }),
    );
    await check({ from, to, at }, outcome);
    for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true });
    if (fs.calls < at) return fs.calls;
  }
}

for (const { calls: which, step } of [
  { calls: 'every third call', step: 3 },
  { calls: 'each call @full', step: 1 },
])
  test(`as by kill -9: the old folder whole, or the new one, ended at ${which}`, async (t) => {
    const found = { old: 0, new: 0 };
    const calls = await atEachCall(
      scratch(t),
      { fault: diskError('EIO'), lasts: true, step },
      async ({ from, to }) => {
        found[await checkRecovered({ from, to, expected })] += 1;
      },
    );
    const enough = found.old > 100 / step && found.new > 20 / step;
    assert.ok(calls > 100 && enough, JSON.stringify({ calls, ...found }));
  });

test('one call that fails: the move did not happen and nothing is left of it, or it can be finished', async (t) => {
  let turn = 0;
  // a full disk and a broken one by turns
  const fault = (name: string) => {
    turn += 1;
    diskError(turn % 2 === 0 ? 'EIO' : 'ENOSPC')(name);
  };
  await atEachCall(
    scratch(t),
    { fault, lasts: false, step: 2 },
    async ({ from, to, at }, { error, left = [] }) => {
      if (error === undefined) {
        assert.ok(existsSync(join(from, 'moved-to.json')), `call ${String(at)}`);
        assert.deepEqual(contents(to), expected);
        // what could not be removed costs space, and is told
        if (left.length > 0) return;
      } else assert.match(error.message, /planted|is not the same/);
      await checkRecovered({ from, to, expected });
    },
  );
});

/** Leaves a move as a kill leaves it when the call of that name comes. */
async function interrupt({ from, to }: { from: string; to: string }, name: string): Promise<void> {
  let isDead = false;
  const fs = faultyFileSystem({
    at: 1,
    lasts: true,
    fault(called) {
      isDead ||= called === name;
      if (isDead) diskError('EIO')(called);
    },
  });
  await assert.rejects(moveDataFolder({ from, to, fs }));
}

// one that ends in the middle of copying, and one right after the mark
for (const [kind, name] of [
  ['old', 'describe'],
  ['new', 'removeFolder'],
] as const)
  test(`recovering that is ended at any call itself is gone on with: ${name}`, async (t) => {
    const base = scratch(t);
    for (let at = 1; ; at += 3) {
      const [from, to] = [join(base, `${kind}-${String(at)}-old`), join(base, `${kind}-${String(at)}-new`)];
      copyRoom(await pattern, from);
      await interrupt({ from, to }, name);
      assert.equal(existsSync(join(from, kind === 'old' ? 'moving-to.json' : 'moved-to.json')), true);
      const fs = faultyFileSystem({ at, lasts: true, fault: diskError('EIO') });
      await recoverMove(from, fs).catch(() => undefined);
      assert.equal(await checkRecovered({ from, to, expected }), kind);
      for (const folder of [from, to]) rmSync(folder, { recursive: true, force: true });
      if (fs.calls < at) break;
    }
  });

test('a server that starts in the old folder first makes an end of a move that was not finished', async (t) => {
  const base = scratch(t);
  const places = { from: join(base, 'old'), to: join(base, 'new') };
  copyRoom(await pattern, places.from);
  await interrupt(places, 'describe');
  assert.ok(existsSync(join(places.to, '.moving')));
  const unfinished = serverAt(places.to);
  await assert.rejects(unfinished.start(), { name: 'FolderMovedError', to: places.from });
  assert.deepEqual(await readRoom(places.from), ROOM);
  assert.deepEqual(readdirSync(base), ['old']);
});

test('a server that starts in the new folder first finishes a move whose mark is there', async (t) => {
  const base = scratch(t);
  const places = { from: join(base, 'old'), to: join(base, 'new') };
  copyRoom(await pattern, places.from);
  await interrupt(places, 'removeFolder');
  assert.deepEqual(await readRoom(places.to), ROOM);
  assert.deepEqual(readdirSync(places.from), ['moved-to.json']);
});

test('an unfinished copy may be begun again, by the same room only; what others put beside it stays', async (t) => {
  const base = scratch(t);
  const places = { from: join(base, 'old'), to: join(base, 'new') };
  copyRoom(await pattern, places.from);
  await interrupt(places, 'describe');
  // the old folder was restored from a backup meanwhile: it knows nothing of the move
  rmSync(join(places.from, 'moving-to.json'));
  const other = join(base, 'other');
  copyRoom(await pattern, other);
  await assert.rejects(moveDataFolder({ from: other, to: places.to }), { problem: 'occupied' });
  await moveDataFolder(places);
  assert.deepEqual(contents(places.to), expected);

  const third = join(base, 'third');
  await interrupt({ from: other, to: third }, 'describe');
  writeFileSync(join(third, 'mine.txt'), 'mine');
  assert.equal(await recoverMove(other), other);
  assert.deepEqual(
    readdirSync(third).filter((name) => !name.startsWith('lock.')),
    ['mine.txt'],
  );
});

test('something in the way of a room that has moved is not overwritten', async (t) => {
  const base = scratch(t);
  const places = { from: join(base, 'old'), to: join(base, 'new') };
  copyRoom(await pattern, places.from);
  const fs = {
    ...nodeMoveFileSystem,
    async rename(from: string, to: string) {
      if (to === join(places.to, 'channels')) throw new Error('killed');
      await nodeMoveFileSystem.rename(from, to);
    },
  };
  await assert.rejects(moveDataFolder({ ...places, fs }), /killed/);
  mkdirSync(join(places.to, 'channels'));
  writeFileSync(join(places.to, 'channels/mine.txt'), 'mine');
  await assert.rejects(recoverMove(places.from), { problem: 'occupied' });
  assert.equal(readFileSync(join(places.to, 'channels/mine.txt'), 'utf8'), 'mine');
  rmSync(join(places.to, 'channels'), { recursive: true });
  assert.equal(await checkRecovered({ ...places, expected }), 'new');
});

test('the new place is gone: told, and no other room is made', async (t) => {
  const base = scratch(t);
  const places = { from: join(base, 'old'), to: join(base, 'new') };
  copyRoom(await pattern, places.from);
  await moveDataFolder(places);
  rmSync(places.to, { recursive: true });
  await assert.rejects(recoverMove(places.from), { name: 'FolderMovedError', to: places.to });
  await assert.rejects(serverAt(places.from).start(), { name: 'FolderMovedError', to: places.to });
});
