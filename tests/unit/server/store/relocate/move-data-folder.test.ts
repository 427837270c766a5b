// Moving a real room: what arrives, and what is left behind.
import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { moveDataFolder, recoverMove, type MoveProgress } from '../../../../../server/index.ts';
import { place } from './place.ts';
import { addOwnThings, contents, readRoom, ROOM, serverAt } from './room.ts';

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
