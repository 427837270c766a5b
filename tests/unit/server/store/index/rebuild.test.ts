import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { newFolder, newLog, open, type Log, pageBefore } from './log-writer.ts';

/** A closed index of a log with 500 messages. */
async function prepared(t: TestContext): Promise<{ folder: string; log: Log; database: string }> {
  const folder = newFolder(t);
  const log = newLog(folder, 'general');
  log.addMany(500);
  const { index } = await open(t, folder);
  log.follow(index);
  await index.whole();
  await index.close();
  return { folder, log, database: join(folder, 'index.db') };
}

/** What the index says must be what the log holds: messages `from`..500 and one more. */
async function assertWhole(t: TestContext, folder: string, log: Log, from = 1): Promise<string[]> {
  const { index, events, notes } = await open(t, folder);
  const clientId = `last, ${String(log.seq)}`;
  const { message } = log.add({ client_id: clientId });
  log.follow(index);
  assert.deepEqual(await index.findByClientId('general', 'anna', clientId), message);
  const page = await pageBefore(index, 'general', message.id, 1000);
  assert.deepEqual(
    page?.map(({ seq }) => seq),
    Array.from({ length: message.seq - from }, (_, offset) => from + offset),
    JSON.stringify(notes),
  );
  assert.equal((await index.counts('2000-01-01T00:00:00Z')).total, message.seq - from + 1);
  await index.close();
  return events();
}

test('closing leaves one file, and the next start reads only what is new', async (t) => {
  const { folder, log, database } = await prepared(t);
  assert.equal(existsSync(`${database}-wal`), false);
  // a part of the log that was read before: were it read again it would be found damaged
  const bytes = readFileSync(log.path);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(log.path, bytes);
  assert.deepEqual(await assertWhole(t, folder, log), []);
});

test('another epoch, a shorter log or another last line: the channel is read again', async (t) => {
  const changes: Record<string, (log: Log) => void> = {
    epoch: (log) => {
      const other = newLog(join(log.path, '..'), 'general', 'epoch_of_general'); // of the same length, so that all else is equal
      other.addMany(500);
      log.end = other.end;
    },
    shorter: (log) => {
      log.end -= readFileSync(log.path).length - readFileSync(log.path).lastIndexOf('\n', log.end - 2) - 1;
      truncateSync(log.path, log.end);
      log.seq -= 1;
    },
    'last line': (log) => {
      const bytes = readFileSync(log.path);
      const last = bytes.lastIndexOf('\n', log.end - 2) + 1;
      log.seq -= 1;
      log.end = last;
      truncateSync(log.path, last);
      log.add({ content: 'text 50X' });
      assert.equal(statSync(log.path).size, bytes.length);
    },
  };
  for (const [name, change] of Object.entries(changes)) {
    const { folder, log } = await prepared(t);
    change(log);
    assert.deepEqual(await assertWhole(t, folder, log), ['index-channel-rebuilt'], name);
  }
});

test('a told length below what is known: the channel is read again', async (t) => {
  const { folder, log } = await prepared(t);
  const { index, events } = await open(t, folder);
  const bytes = readFileSync(log.path);
  index.follow('general', log.path, bytes.lastIndexOf('\n', log.end - 2) + 1);
  assert.equal(await index.message('general', 'id 500'), undefined);
  assert.notEqual(await index.message('general', 'id 499'), undefined);
  log.follow(index);
  assert.notEqual(await index.message('general', 'id 500'), undefined);
  assert.deepEqual(events(), ['index-channel-rebuilt']);
});

test('a database that is deleted, damaged, foreign or of another version is made anew', async (t) => {
  const changes: Record<string, [change: (database: string) => void, event: string[]]> = {
    deleted: [
      (database) => {
        rmSync(database);
      },
      [],
    ],
    emptied: [
      (database) => {
        truncateSync(database, 0);
      },
      [],
    ],
    garbage: [
      (database) => {
        writeFileSync(database, 'x'.repeat(10_000));
      },
      ['index-replaced'],
    ],
    'cut in half': [
      (database) => {
        truncateSync(database, Math.floor(statSync(database).size / 8192) * 4096);
      },
      ['index-replaced'],
    ],
    foreign: [
      (database) => {
        rmSync(database);
        const db = new DatabaseSync(database);
        db.exec('CREATE TABLE logs (id)');
        db.close();
      },
      ['index-replaced'],
    ],
    newer: [
      (database) => {
        const db = new DatabaseSync(database);
        db.exec('PRAGMA user_version = 99');
        db.close();
      },
      ['index-replaced'],
    ],
    'garbage beside it': [
      (database) => {
        writeFileSync(`${database}-wal`, 'x'.repeat(10_000));
      },
      ['index-replaced'],
    ],
  };
  for (const [name, [change, expected]] of Object.entries(changes)) {
    const { folder, log, database } = await prepared(t);
    change(database);
    const events = await assertWhole(t, folder, log);
    for (const event of expected) assert.ok(events.includes(event), `${name}: ${JSON.stringify(events)}`);
    if (expected.length === 0) assert.deepEqual(events, [], name);
  }
});

test('a database of which only the first page is left is made anew', async (t) => {
  const { folder, log, database } = await prepared(t);
  const bytes = readFileSync(database);
  // all pages but the first, which says what the file is
  bytes.fill(0xa5, 4096);
  writeFileSync(database, bytes);
  const events = await assertWhole(t, folder, log);
  assert.deepEqual(events, ['index-replaced']);
  assert.deepEqual(await assertWhole(t, folder, log), []);
});

test('damage that is met while running: the index is made anew and the question answered then', async (t) => {
  for (const table of [
    'messages',
    'messages_by_id',
    'messages_by_client_id',
    'people',
    'search_data',
    'logs',
  ]) {
    const { folder, log, database } = await prepared(t);
    const db = new DatabaseSync(database);
    const page = Number(
      db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.['rootpage'],
    );
    db.close();
    const bytes = readFileSync(database);
    bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
    writeFileSync(database, bytes);
    const events = await assertWhole(t, folder, log);
    assert.ok(
      events.includes('index-damaged') || events.includes('index-replaced'),
      `${table}: ${JSON.stringify(events)}`,
    );
    assert.deepEqual(await assertWhole(t, folder, log), [], table);
  }
});

/**
 * The files of a index as a power cut would leave them, with 300 messages that are only in the write-ahead
 * log.
 */
async function cut(t: TestContext): Promise<{ folder: string; log: Log; wal: string }> {
  const { folder, log } = await prepared(t);
  const { index } = await open(t, folder);
  log.follow(index);
  for (let batch = 0; batch < 30; batch += 1) {
    const from = log.end;
    log.addMany(10);
    index.apply('general', from, readFileSync(log.path).subarray(from));
    await index.message('general', 'id 1'); // saved, so a transaction of its own
  }
  const target = join(folder, 'cut');
  mkdirSync(target);
  for (const name of ['index.db', 'index.db-wal']) copyFileSync(join(folder, name), join(target, name));
  await index.close();
  return { folder: target, log, wal: join(target, 'index.db-wal') };
}

test('after a power cut the index goes on from what it had', async (t) => {
  const { folder, log, wal } = await cut(t);
  assert.ok(statSync(wal).size > 100_000);
  assert.deepEqual(await assertWhole(t, folder, log), []);
});

test('a torn write-ahead log is taken up to where it is good', async (t) => {
  for (const share of [0.999, 0.5, 0.01]) {
    const { folder, log, wal } = await cut(t);
    truncateSync(wal, Math.floor(statSync(wal).size * share));
    assert.deepEqual(await assertWhole(t, folder, log), [], String(share));
  }
});

test('a write-ahead log damaged before its end would bring old pages back, so the index is made anew', async (t) => {
  for (const share of [0, 0.0001, 0.3, 0.9]) {
    const { folder, log, wal } = await cut(t);
    const bytes = readFileSync(wal);
    const at = Math.floor(bytes.length * share);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(wal, bytes);
    assert.deepEqual(await assertWhole(t, folder, log), ['index-replaced'], String(share));
  }
});
