import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openIndex } from '../../../../../server/store/index/message-index.ts';
import { atEnd, newFolder, newLog, open } from './log-writer.ts';

test('a log that cannot be read holds up nobody else, and is read when it is back', async (t) => {
  const folder = newFolder(t);
  const [lost, other] = [newLog(folder, 'lost'), newLog(folder, 'other')];
  const { message } = lost.add({ client_id: 'c' });
  other.add();
  renameSync(lost.path, `${lost.path}.away`);
  const { index, notes } = await open(t, folder);
  lost.follow(index);
  other.follow(index);
  const found = index.findByClientId('lost', 'anna', 'c');
  assert.notEqual(await index.message('other', 'id 1'), undefined);
  await index.counts('2000-01-01T00:00:00Z');
  assert.deepEqual(
    notes.map(({ event, code }) => [event, code]),
    [['index-cannot-read-log', 'ENOENT']],
  );
  renameSync(`${lost.path}.away`, lost.path);
  assert.deepEqual(await found, message);
});

test('a log shorter than told is waited for', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  log.addMany(3);
  const { index, events, noted } = await open(t, folder);
  const before = log.end;
  const line = log.add().bytes.length;
  index.follow('general', log.path, before + 2 * line);
  const found = index.message('general', 'id 5');
  assert.equal(await Promise.race([found, noted('index-cannot-read-log')]), undefined);
  log.add();
  assert.equal((await found)?.seq, 5);
  assert.deepEqual(events(), ['index-cannot-read-log']);
});

test('a full disk: the index falls behind, nothing is answered wrongly, and it catches up when there is space', async (t) => {
  const folder = newFolder(t);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'pipe' });
  } catch (error) {
    t.skip(`needs a small tmpfs, which cannot be mounted here: ${String(error)}`);
    return;
  }
  atEnd(t, () => {
    execFileSync('umount', ['-l', disk]);
  });
  for (const filled of [false, true]) {
    // with space for the tables, and with none
    rmSync(join(disk, 'index.db'), { force: true });
    const log = newLog(folder, filled ? 'b' : 'a');
    const ballast = join(disk, 'ballast');
    try {
      writeFileSync(ballast, Buffer.alloc(filled ? 4_000_000 : 1_500_000));
    } catch (error) {
      assert.ok(filled, String(error));
    }
    const { index, noted } = await open(t, disk);
    log.follow(index);
    if (!filled) await index.whole();
    log.addMany(5_000);
    const { message, from, bytes } = log.add({ client_id: 'c' });
    index.apply(log.channel, from, bytes);
    const found = index.findByClientId(log.channel, 'anna', 'c');
    // an answer that comes before there is space would be a guess
    assert.equal(
      await Promise.race([found.then(() => 'answered'), noted('index-behind').then(() => 'behind')]),
      'behind',
    );
    rmSync(ballast);
    execFileSync('mount', ['-o', 'remount,size=64m', disk]);
    assert.deepEqual(await found, message);
    assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 5_001);
    await noted('index-recovered');
    await index.close();
    execFileSync('mount', ['-o', 'remount,size=2m', disk], { stdio: 'pipe' });
  }
});

test('a path that cannot be is an error of opening', async (t) => {
  const folder = newFolder(t);
  const never = {
    note: () => undefined,
    onFatal: (error: Error) => {
      throw error;
    },
  };
  await assert.rejects(
    openIndex({ path: join(folder, 'no', 'such', 'folder', 'index.db'), ...never }),
    /index\.db cannot be opened/,
  );
});

test('a worker that dies is fatal: told once, and everything that was asked rejects', async (t) => {
  const folder = newFolder(t);
  const { index, fatal } = await open(t, folder);
  const log = newLog(folder, 'general');
  // no path may hold this character: not an error of the disk, so not one to be waited for
  index.follow('general', `${log.path}\0`, log.end);
  const asked = index.message('general', 'id 1');
  await assert.rejects(asked, /the index failed/);
  assert.match((await fatal).message, /the index failed/);
  await assert.rejects(index.whole(), /the index failed/);
  index.forget('general');
  await index.close();
});

test('close rejects what still waits, may be repeated, and is no fatal error', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  let fatal = 0;
  const index = await openIndex({
    path: join(folder, 'index.db'),
    note: () => undefined,
    onFatal: () => {
      fatal += 1;
    },
  });
  index.follow('general', log.path, log.end + 1);
  const waits = assert.rejects(index.message('general', 'id 1'), /the index is closed/);
  await Promise.all([index.close(), index.close(), waits]);
  await assert.rejects(index.whole(), /the index is closed/);
  index.apply('general', 0, Buffer.alloc(1));
  assert.equal(fatal, 0);
});

test('after close the process ends by itself, also in the middle of reading a long log', async (t) => {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  log.addMany(30_000);
  const source = `
    import { openIndex } from ${JSON.stringify(new URL('../../../../../server/store/index/message-index.ts', import.meta.url).href)};
    const index = await openIndex({ path: ${JSON.stringify(join(folder, 'index.db'))}, note() {}, onFatal(error) { throw error; } });
    index.follow('general', ${JSON.stringify(log.path)}, ${String(log.end)});
    await index.counts('2000-01-01T00:00:00Z');
    await index.close();
    console.log('closed');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  const [code] = await once(child, 'exit');
  // nothing else: no warnings either
  assert.deepEqual([code, output], [0, 'closed\n']);
  const { index, notes } = await open(t, folder);
  log.follow(index);
  await index.whole();
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, 30_000);
  assert.deepEqual(notes, []);
});
