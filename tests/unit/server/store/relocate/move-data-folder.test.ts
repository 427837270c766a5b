// Moving a real room: what arrives, what is refused, and what is left behind.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  moveDataFolder,
  recoverMove,
  type MoveError,
  type MoveProblem,
  type MoveProgress,
} from '../../../../../server/index.ts';
import { nodeMoveFileSystem } from '../../../../../server/store/relocate/move-file-system.ts';
import {
  addOwnThings,
  checkRecovered,
  contents,
  copyRoom,
  makeRoomOnce,
  readRoom,
  ROOM,
  scratch,
  serverAt,
} from './room.ts';

interface Place {
  base: string;
  from: string;
  to: string;
}

const pattern = makeRoomOnce();

async function place(t: TestContext): Promise<Place> {
  const base = scratch(t);
  const from = join(base, 'old');
  copyRoom(await pattern, from);
  return { base, from, to: join(base, 'new') };
}

const refused = async (moving: Promise<unknown>, problem: MoveProblem): Promise<MoveError> => {
  const error: MoveError = await moving.then(
    () => assert.fail('it was moved'),
    (reason: unknown) => reason as MoveError,
  );
  assert.equal(error.problem, problem, String(error));
  return error;
};

test('a room arrives with everything, goes on there, and the old folder says where it went', async (t) => {
  const { from, to } = await place(t);
  addOwnThings(from);
  const before = contents(from);
  const told: MoveProgress[] = [];
  const { folder, left } = await moveDataFolder({
    from,
    to,
    onProgress: (progress) => {
      told.push(progress);
    },
  });
  assert.deepEqual({ folder, left }, { folder: to, left: [] });
  assert.deepEqual(contents(to), { ...before, 'to-uploads': 'uploads' });
  assert.ok(lstatSync(join(to, 'mine/inside')).isSymbolicLink());
  assert.deepEqual(readdirSync(from), ['moved-to.json']);
  for (const state of ['copying', 'checking'] as const) {
    const steps = told.filter((step) => step.state === state);
    assert.equal(steps[0]?.done, 0);
    assert.ok(
      steps.length > 3 &&
        steps.every(
          ({ done, total }, index) =>
            total > 2_500_000 && done <= total && done >= (steps[index - 1]?.done ?? 0),
        ),
      JSON.stringify(steps),
    );
    assert.equal(steps.at(-1)?.done, steps.at(-1)?.total, state);
  }
  assert.equal(await recoverMove(from), to, 'also where the setting was not saved');
  assert.deepEqual(await readRoom(to), ROOM);
});

test('a start in the old folder is refused with the new place, and makes no room there', async (t) => {
  const { from, to } = await place(t);
  await moveDataFolder({ from, to });
  const server = serverAt(from);
  await assert.rejects(server.start(), { name: 'FolderMovedError', to });
  assert.deepEqual(server.state.state === 'failed' && server.state.fault, {
    code: 'folder_moved',
    folder: from,
    to,
  });
  assert.ok(server.state.state === 'failed' && server.state.reason.includes(to));
  assert.deepEqual(readdirSync(from), ['moved-to.json']);
});

test('a room may come back, and go on to a third place', async (t) => {
  const { base, from, to } = await place(t);
  const before = contents(from);
  await moveDataFolder({ from, to });
  await moveDataFolder({ from: to, to: from });
  assert.deepEqual(contents(from), before);
  assert.deepEqual([readdirSync(to), existsSync(join(from, 'moved-to.json'))], [['moved-to.json'], false]);
  assert.equal(await recoverMove(to), from);
  await moveDataFolder({ from, to: join(base, 'third') });
  assert.equal(await recoverMove(to), join(base, 'third'), 'one mark after the other is followed');
  await assert.rejects(moveDataFolder({ from: to, to: join(base, 'fourth') }), { name: 'FolderMovedError' });
});

test('a folder that exists and is empty but for what the system puts there will do', async (t) => {
  const { from, to } = await place(t);
  mkdirSync(to);
  writeFileSync(join(to, '.DS_Store'), 'theirs');
  writeFileSync(join(from, '.DS_Store'), 'ours');
  await moveDataFolder({ from, to });
  assert.equal(readFileSync(join(to, '.DS_Store'), 'utf8'), 'theirs');
  assert.deepEqual((await readRoom(to)).texts, ROOM.texts);
});

test('refused, with nothing changed: a folder with something in it, a file, each inside the other, also by a link', async (t) => {
  const { base, from, to } = await place(t);
  mkdirSync(to);
  writeFileSync(join(to, 'mine.txt'), 'mine');
  writeFileSync(join(base, 'file'), '');
  symlinkSync(from, join(base, 'link'));
  const before = contents(from);
  const names = readdirSync(base, { recursive: true }).filter((name) => !String(name).includes('lock.'));
  assert.match((await refused(moveDataFolder({ from, to }), 'occupied')).message, /mine\.txt/);
  await refused(moveDataFolder({ from, to: join(base, 'file') }), 'occupied');
  for (const inside of [
    from,
    join(from, 'deeper/still'),
    join(base, 'link'),
    join(base, 'link/deeper'),
    base,
    `${from}/../old/x`,
  ]) {
    await refused(moveDataFolder({ from, to: inside }), 'inside');
  }
  for (const below of ['x', ''])
    await refused(moveDataFolder({ from: join(base, 'link'), to: join(from, below) }), 'inside');
  await refused(moveDataFolder({ from, to: join(base, 'file/below') }), 'unwritable');
  if (process.platform === 'linux')
    await refused(moveDataFolder({ from, to: '/proc/lanline' }), 'unwritable');
  assert.deepEqual(contents(from), before);
  assert.deepEqual(
    readdirSync(base, { recursive: true }).filter((name) => !String(name).includes('lock.')),
    names,
  );
});

test('refused while a server runs in the old folder', async (t) => {
  const { from, to } = await place(t);
  const server = serverAt(from);
  t.after(() => server.close());
  await server.start();
  await assert.rejects(moveDataFolder({ from, to }), { name: 'FolderLockedError' });
  assert.equal(existsSync(to), false);
});

test('refused where there is too little space: seen before anything is copied', async (t) => {
  const { from, to } = await place(t);
  const before = contents(from);
  const error = await refused(
    moveDataFolder({ from, to, fs: { freeBytes: () => Promise.resolve(1024 ** 2) } }),
    'space',
  );
  assert.match(error.message, /has 1 MB free; expected 17 MB/);
  assert.deepEqual([contents(from), existsSync(to)], [before, false]);
});

test('a disk that is full in the middle: refused, and the half-made copy is gone', async (t) => {
  const { from, to } = await place(t);
  const before = contents(from);
  let room = 3000;
  const fs: typeof nodeMoveFileSystem = {
    ...nodeMoveFileSystem,
    async open(path, flags) {
      const file = await nodeMoveFileSystem.open(path, flags);
      if (!path.includes('.moving/')) return file;
      return Object.assign(Object.create(file) as typeof file, {
        // as a full disk does: less than it was asked, without an error, then none
        async write(...[bytes, offset, length, position]: Parameters<typeof file.write>) {
          const count = Math.min(length, room);
          room -= count;
          return count === 0 ? { bytesWritten: 0 } : file.write(bytes, offset, count, position);
        },
        datasync: () => file.datasync(),
        close: () => file.close(),
      });
    },
  };
  await refused(moveDataFolder({ from, to, fs }), 'space');
  assert.equal(room, 0);
  assert.deepEqual(
    [contents(from), existsSync(to), existsSync(join(from, 'moving-to.json'))],
    [before, false, false],
  );
});

test('cancelled at any time before the mark: the copy is gone and the room is where it was', async (t) => {
  const { from, to } = await place(t);
  const expected = contents(from);
  await refused(moveDataFolder({ from, to, signal: AbortSignal.abort() }), 'cancelled');
  for (const state of ['copying', 'checking'] as const) {
    for (const share of [0, 0.5, 1]) {
      const cancel = new AbortController();
      const moving = moveDataFolder({
        from,
        to,
        signal: cancel.signal,
        onProgress: (at) => {
          if (at.state === state && at.done >= at.total * share) cancel.abort();
        },
      });
      await refused(moving, 'cancelled');
      assert.deepEqual(
        [readdirSync(join(from, '..')), existsSync(join(from, 'moving-to.json'))],
        [['old'], false],
        `${state} ${String(share)}`,
      );
      assert.equal(await checkRecovered({ from, to, expected }), 'old');
    }
  }
  await moveDataFolder({ from, to });
  assert.deepEqual(contents(to), expected);
});

test('a copy that is not the same is found, in its last byte too', async (t) => {
  const { from, to } = await place(t);
  const before = contents(from);
  for (const spoil of [
    (path: string) => {
      appendFileSync(path, 'x');
    },
    (path: string) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 1] = 0;
      writeFileSync(path, bytes);
    },
  ]) {
    let isSpoilt = false;
    const moving = moveDataFolder({
      from,
      to,
      onProgress({ state }) {
        if (state === 'copying' || isSpoilt) return;
        isSpoilt = true;
        spoil(join(to, '.moving/channels.json'));
      },
    });
    assert.match((await refused(moving, 'internal')).message, /channels\.json is not the same/);
    assert.ok(isSpoilt);
    assert.deepEqual([contents(from), existsSync(to)], [before, false]);
  }
});

test(
  'what is neither file nor folder nor link is refused, not waited for',
  { skip: process.platform === 'win32' && 'needs mkfifo' },
  async (t) => {
    const { from, to } = await place(t);
    execFileSync('mkfifo', [join(from, 'pipe')]);
    assert.match((await refused(moveDataFolder({ from, to }), 'internal')).message, /pipe is neither/);
    assert.equal(existsSync(to), false);
  },
);

test('what came into the old folder meanwhile stays there, and is told', async (t) => {
  const { from, to } = await place(t);
  const { left } = await moveDataFolder({
    from,
    to,
    onProgress({ state, done, total }) {
      if (state === 'checking' && done === total) writeFileSync(join(from, 'uploads/late.txt'), 'late');
    },
  });
  assert.deepEqual(
    left,
    [join('uploads', 'late.txt'), 'uploads'].toSorted((a, b) => b.length - a.length),
  );
  assert.equal(readFileSync(join(from, 'uploads/late.txt'), 'utf8'), 'late');
  assert.deepEqual((await readRoom(to)).texts, ROOM.texts);
});

test('a mark that cannot be understood stops everything with its name', async (t) => {
  const { from, to } = await place(t);
  const before = contents(from);
  for (const text of ['', '{}', '[]', '{"format":1,"id":"x","from":"/a","to":5,"made":false}']) {
    writeFileSync(join(from, 'moving-to.json'), text);
    assert.match(
      (await refused(moveDataFolder({ from, to }), 'internal')).message,
      /moving-to\.json cannot be understood/,
    );
    await assert.rejects(recoverMove(from), /moving-to\.json cannot be understood/);
    await assert.rejects(serverAt(from).start(), /moving-to\.json cannot be understood/);
  }
  assert.deepEqual(contents(from), before);
});
