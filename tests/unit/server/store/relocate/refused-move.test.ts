// A move that cannot be made, fails, or is cancelled: said why, and the room is where it was.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { moveDataFolder, recoverMove } from '../../../../../server/index.ts';
import { nodeMoveFileSystem } from '../../../../../server/store/relocate/move-file-system.ts';
import { place, refused } from './place.ts';
import { checkRecovered, contents, serverAt } from './room.ts';

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
