// `lanline check`: its exit statuses and what it prints.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runLanline } from '../../../../server/cli/run-lanline.ts';
import { processContext } from '../../../../server/index.ts';
import { openRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

async function run(argv: string[], more: { env?: Record<string, string>; dataFolder?: string } = {}) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    ({ write: (text: string) => (said[name] += text) }) as unknown as NodeJS.WriteStream & { fd: 1 };
  const status = await runLanline({
    ...processContext(),
    env: {},
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    argv: ['check', ...argv],
    invocation: (subcommand) => `npx lanline ${subcommand}`,
    ...more,
  });
  return { status, ...said };
}

/** A room with a message in it, which is open until the test has closed it. */
async function open(t: TestContext) {
  const room = await openRoom();
  t.after(() => room.close());
  const anna = await enter(room.url, person('Anna'));
  await anna.say('general', 'Hello');
  anna.close();
  return room;
}

test('4 while the room is open, then 0 with counts, then 1 with what is wrong', async (t) => {
  const room = await open(t);
  const busy = await run(['--data', room.folder]);
  assert.deepEqual([busy.status, busy.stdout], [4, '']);
  assert.match(
    busy.stderr,
    /is in use by process \d+ on port \d+\. Close its room, or check a copy of the folder\.\n$/,
  );
  await room.server.close();
  assert.deepEqual(await run(['--data', room.folder]), {
    status: 0,
    stdout: `${room.folder}: 3 channels, 1 message, 1 person, 0 files of 0 bytes\nEverything is whole.\n`,
    stderr: '',
  });
  appendFileSync(join(room.folder, 'channels/general.jsonl'), 'rubbish\n\u001b[2J\n');
  const { status, stdout, stderr } = await run(['--data', room.folder]);
  assert.deepEqual([status, stderr], [1, '']);
  assert.match(stdout, /^channels\/general\.jsonl is damaged \(line 3: 8 bytes that are no whole line\)\.$/m);
  assert.match(stdout, /^2 findings\. Nothing was changed; what can be repaired is repaired when/m);
  // it can be opened afterwards
  await room.server.start();
});

test('the folder is that of --data, else of LANLINE_DATA, else the usual one', async (t) => {
  const room = await open(t);
  await room.server.close();
  const empty = mkdtempSync(join(tmpdir(), 'lanline-check-'));
  t.after(() => {
    rmSync(empty, { recursive: true });
  });
  const env = { LANLINE_DATA: room.folder };
  assert.equal((await run([], { env })).status, 0);
  assert.equal((await run(['--data', empty], { env })).status, 2);
  assert.equal((await run([], { dataFolder: room.folder })).status, 0);
  assert.equal((await run([], { env: { LANLINE_DATA: '' }, dataFolder: room.folder })).status, 0);
});

test('2 where there is no room, and nothing is made there; 2 for words it does not know', async () => {
  const nowhere = join(tmpdir(), 'lanline-check-nowhere');
  const { status, stdout, stderr } = await run(['--data', nowhere]);
  assert.deepEqual(
    [status, stdout, stderr],
    [2, '', `There is no room in ${nowhere}. Name its data folder with --data.\n`],
  );
  assert.equal(existsSync(nowhere), false);
  const wrong = await run(['--folder', nowhere]);
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /^Unknown option '--folder'\. .*Run with --help to see every flag\.\n$/s);
});
