// Moving the data with a real server over real files: where it runs afterwards, and what the host is told.
import assert from 'node:assert/strict';
import { mkdtemp, mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../../../main/lifecycle/clock.ts';
import { DataMove } from '../../../../main/server/data-move.ts';
import type { MoveState } from '../../../../main/ipc/contract.ts';
import { createServerHost } from '../../../../main/server/server-host.ts';
import { startOptions } from '../../../../main/server/start-options.ts';
import { moveDataFolder } from '../../../../server/index.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { memorySettings } from '../memory-settings.ts';

async function open(t: TestContext, argv: string[] = []) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'lanline-move-')));
  const data = join(root, 'old');
  await mkdir(data);
  const { settings, kept } = memorySettings({ data, server: { port: 0 }, argv });
  const notes: string[] = [];
  const note = (level: string, message: string): void => {
    notes.push(`${level}: ${message}`);
  };
  const host = createServerHost({
    prepare: async () => startOptions(settings, note),
    clock: systemClock,
    note,
    onLog: () => undefined,
  });
  t.after(async () => {
    await host.stop();
    await rm(root, { recursive: true, force: true });
  });
  const states: MoveState[] = [];
  const conditions = createConditions();
  const move = new DataMove({
    host,
    settings,
    now: Date.now,
    note,
    onChange: (state) => {
      states.push(state);
      conditions.changed();
    },
  });
  const begin = async (to: string) => {
    await move.choose(async () => to);
    move.start(to);
  };
  const ended = async () =>
    conditions.until(
      () => (['done', 'failed'].includes(move.state.state) ? move.state : undefined),
      () => `the end; there were ${states.map(({ state }) => state).join(', ')}`,
    );
  return { root, data, settings, kept, host, notes, move, states, begin, ended };
}

test('everything is in the new folder, the setting follows, and the server runs there', async (t) => {
  const { root, data, settings, kept, host, move, states, begin, ended } = await open(t);
  await host.start();
  await host.channels.create({ name: 'kept' });
  const to = join(root, 'new');
  await begin(to);
  assert.deepEqual(await ended(), { state: 'done', to });
  assert.deepEqual([...new Set(states.map(({ state }) => state))], ['copying', 'checking', 'done']);
  assert.deepEqual([settings.server.data, kept().server['data']], [to, to]);
  assert.equal(host.state.state, 'running');
  assert.ok((await host.channels.list()).some(({ name }) => name === 'kept'));
  assert.ok((await readdir(to)).includes('lock.db'));
  assert.ok(!(await readdir(data)).includes('channels'));
  assert.equal(move.state.state, 'done');
});

test('a stopped server stays stopped', async (t) => {
  const { root, host, begin, ended } = await open(t);
  await host.start();
  await host.stop();
  await begin(join(root, 'new'));
  await ended();
  assert.equal(host.state.state, 'stopped');
});

test('a folder that has something in it: told, nothing moved, and it runs where it was', async (t) => {
  const { root, data, settings, host, begin, ended } = await open(t);
  await host.start();
  const to = join(root, 'full');
  await mkdir(to);
  await writeFile(join(to, 'mine.txt'), 'mine');
  await begin(to);
  const end = await ended();
  assert.deepEqual(end.state === 'failed' && [end.problem, end.to], ['occupied', to]);
  assert.deepEqual(await readdir(to), ['mine.txt']);
  assert.equal(settings.server.data, data);
  assert.equal(host.state.state, 'running');
});

test('cancelled before anything was copied: the old folder stays in use', async (t) => {
  const { root, data, settings, host, move, begin, ended } = await open(t);
  await host.start();
  await begin(join(root, 'new'));
  move.cancel();
  const end = await ended();
  assert.equal(end.state === 'failed' && end.problem, 'cancelled');
  assert.equal(settings.server.data, data);
  assert.equal(host.state.state, 'running');
});

test('only a folder that was chosen in the dialog, one move at a time, and not a folder that was given at the start', async (t) => {
  const { root, move, begin, ended } = await open(t);
  assert.throws(
    () => {
      move.start(join(root, 'new'));
    },
    { fault: { code: 'refused', detail: 'The folder must be chosen in the dialog' } },
  );
  assert.equal(await move.choose(async () => null), null);
  await begin(join(root, 'new'));
  await assert.rejects(begin(join(root, 'other')), {
    fault: { code: 'refused', detail: 'The data are being moved already' },
  });
  await ended();
  const fixed = await open(t, ['--data', join(root, 'given')]);
  await assert.rejects(fixed.begin(join(root, 'third')), {
    fault: { code: 'refused', detail: 'The data folder was given when Lanline was started' },
  });
});

test('moved, but ended before the setting was kept: the next start finds the data and keeps where they are', async (t) => {
  const { root, data, kept, host, notes } = await open(t);
  await host.start();
  await host.channels.create({ name: 'kept' });
  await host.stop();
  const to = join(root, 'new');
  await moveDataFolder({ from: data, to });
  await host.start();
  assert.equal(host.state.state, 'running');
  assert.ok((await host.channels.list()).some(({ name }) => name === 'kept'));
  assert.equal(kept().server['data'], to);
  assert.match(notes.join(), /moved before Lanline ended/);
});
