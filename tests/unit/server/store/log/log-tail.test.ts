import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { after, before, beforeEach } from 'node:test';
import type { FileSystem } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { isHeader } from '../../../../../server/store/log/log-header.ts';
import { decodeLine, encodeLine, readLines } from '../../../../../server/store/log/log-line.ts';
import { encodeHeader } from '../../../../../server/store/log/log-record.ts';
import { repairTail } from '../../../../../server/store/log/log-tail.ts';
import type { StoreEnvironment, StoreNote } from '../../../../../server/store/store-environment.ts';
import { memoryFileSystem } from '../import/memory-file-system.ts';
import { dyingFileSystem } from '../import/dying-file-system.ts';

const LINES = 200;
const EPOCH = 'epoch-1';
const CREATED = '2026-01-01T00:00:00.000Z';
let folder: string;
let path: string;
let notes: StoreNote[];
let env: StoreEnvironment;

const header = encodeHeader({ format: 1, channel: 'general', epoch: EPOCH, created: CREATED });
const line = (seq: number, content = `text ${String(seq)} – ü "{\\"seq\\":1}" 😀`): string =>
  encodeLine({ seq, kind: 'message', message: { id: `m${String(seq)}`, content, seq } });
const lines = [header, ...Array.from({ length: LINES }, (_, index) => line(index + 1))];
const whole = Buffer.from(lines.join(''));
const ends: number[] = [];
for (const each of lines) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(each));

const damaged = async (): Promise<string[]> => readdir(join(folder, 'damaged')).catch(() => []);
const seqsOf = (bytes: Buffer): unknown[] =>
  [...readLines(bytes)].flatMap(({ record }) => (record && !isHeader(record) ? [record['seq']] : []));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lanline-tail-'));
});
after(async () => {
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await rm(join(folder, 'channels'), { recursive: true, force: true });
  await rm(join(folder, 'damaged'), { recursive: true, force: true });
  await mkdir(join(folder, 'channels'));
  path = join(folder, 'channels', 'general.jsonl');
  notes = [];
  env = {
    fs: testFileSystem,
    now: () => 1234,
    note: (note) => {
      notes.push(note);
    },
  };
});

test('a sound log is left as it is', async () => {
  await writeFile(path, whole);
  const { mtimeMs } = await stat(path);
  assert.deepEqual(await repairTail(env, path), {
    end: whole.length,
    lastSeq: LINES,
    epoch: EPOCH,
    created: CREATED,
  });
  assert.ok((await readFile(path)).equals(whole));
  assert.equal((await stat(path)).mtimeMs, mtimeMs);
  assert.deepEqual(notes, []);
});

test('no log and an empty file are none', async () => {
  assert.equal(await repairTail(env, path), undefined);
  await writeFile(path, '');
  assert.equal(await repairTail(env, path), undefined);
  assert.equal(await testFileSystem.stat(path), undefined);
  assert.deepEqual(await damaged(), []);
});

async function checkTorn(
  length: number,
  at: string,
  fs: FileSystem,
  write: (bytes: Buffer) => Promise<unknown>,
): Promise<void> {
  await write(whole.subarray(0, length));
  const tail = await repairTail({ ...env, fs }, at);
  // a line that only lacks its newline is whole
  const count = ends.filter((end) => end - 1 <= length).length;
  const end = ends[count - 1] ?? 0;
  if (end === 0) {
    assert.equal(tail, undefined);
    assert.equal(await fs.stat(at), undefined);
  } else {
    assert.deepEqual(
      tail,
      { end, lastSeq: count - 1, epoch: EPOCH, created: CREATED },
      `torn at ${String(length)}`,
    );
    assert.ok(whole.subarray(0, end).equals(await fs.readFile(at)));
  }
  if (length > end) {
    const kept = await fs.readFile(
      join(dirname(dirname(at)), 'damaged', `general.jsonl.${String(end)}.1234`),
    );
    assert.ok(whole.subarray(end, length).equals(kept));
  }
}

test('a log torn at any byte keeps every whole line, and what was cut is kept', async () => {
  const fs = memoryFileSystem();
  const at = join('/data', 'channels', 'general.jsonl');
  for (let length = 1; length <= whole.length; length += 1) {
    await checkTorn(length, at, fs, async (bytes) => {
      fs.files.set(at, bytes);
    });
  }
});

test('a torn log on the disk', async () => {
  for (let length = 1; length <= whole.length; length += 251) {
    await checkTorn(length, path, testFileSystem, (bytes) => writeFile(path, bytes));
  }
});

test('a flipped byte in the last lines or the header loses that line alone', async () => {
  const from = ends[LINES - 3] ?? 0;
  for (const [position] of whole.entries()) {
    if (position >= header.length && position < from) continue;
    const bytes = Buffer.from(whole);
    bytes[position] = (bytes[position] ?? 0) ^ 0x20;
    await writeFile(path, bytes);
    const tail = await repairTail(env, path);
    const after_ = await readFile(path);
    const hit = ends.findIndex((end) => position < end);
    const newline = ends.includes(position + 1);
    const expected = hit === 0 || newline ? upTo(LINES) : upTo(LINES).filter((seq) => seq !== hit);
    assert.deepEqual(seqsOf(after_), expected, `flipped at ${String(position)}`);
    assert.equal(tail?.end, after_.length);
    assert.equal(tail.lastSeq, expected.at(-1));
    const first = readLines(after_).next();
    assert.equal(first.done ? undefined : first.value.record?.['epoch'], tail.epoch);
  }
});

test('a damaged header gives the log a new epoch; the old file is kept', async () => {
  const bytes = Buffer.from(whole);
  bytes.fill(0, 3, 20);
  await writeFile(path, bytes);
  const tail = await repairTail(env, path);
  assert.ok(tail && tail.epoch !== EPOCH);
  assert.equal(tail.lastSeq, LINES);
  const repaired = await readFile(path);
  assert.equal(tail.end, repaired.length);
  assert.deepEqual(seqsOf(repaired), upTo(LINES));
  assert.equal(decodeLine(repaired.subarray(0, repaired.indexOf('\n')))?.['channel'], 'general');
  assert.ok((await readFile(join(folder, 'damaged', 'general.jsonl.0.1234'))).equals(bytes));
  assert.deepEqual(await repairTail(env, path), tail);
});

test('a line that was whole once and is cut gives the log a new epoch, for its number will be given again', async () => {
  const bytes = Buffer.from(whole);
  bytes.fill(0x20, bytes.length - 30, bytes.length - 20);
  await writeFile(path, bytes);
  const tail = await repairTail(env, path);
  assert.ok(tail && tail.epoch !== EPOCH);
  assert.equal(tail.lastSeq, LINES - 1);
  assert.equal(tail.created, CREATED);
});

test('lines that others remember and that are gone from the end give the log a new epoch, and are told', async () => {
  const shorter = whole.subarray(0, ends[150]);
  await writeFile(path, shorter);
  const known = { epoch: EPOCH, lastSeq: LINES };
  const tail = await repairTail(env, path, known);
  assert.ok(tail && tail.epoch !== EPOCH);
  assert.equal(tail.lastSeq, 150);
  assert.deepEqual(seqsOf(await readFile(path)), upTo(150));
  assert.ok((await readFile(join(folder, 'damaged', 'general.jsonl.0.1234'))).equals(shorter));
  const [missing, rewritten] = notes;
  assert.deepEqual(missing, {
    level: 'error',
    event: 'messages-missing',
    channel: 'general',
    count: 50,
    first_seq: 151,
    last_seq: 200,
  });
  assert.equal(rewritten?.event, 'log-rewritten');
  // of an epoch before they say nothing, nor if there is more than they remember
  notes = [];
  assert.deepEqual(await repairTail(env, path, known), tail);
  assert.deepEqual(await repairTail(env, path, { epoch: tail.epoch, lastSeq: 149 }), tail);
  assert.deepEqual(notes, []);
});

test('a bad line with good ones after it is left alone', async () => {
  const bytes = Buffer.from(whole);
  bytes.fill(0x20, (ends[99] ?? 0) + 5, (ends[99] ?? 0) + 10);
  await writeFile(path, bytes);
  assert.deepEqual(await repairTail(env, path), {
    end: bytes.length,
    lastSeq: LINES,
    epoch: EPOCH,
    created: CREATED,
  });
  assert.ok((await readFile(path)).equals(bytes));
  assert.deepEqual(notes, []);
});

test('lines longer than the slices are read whole', async () => {
  const long = Buffer.from(
    [header, line(1, 'x'.repeat(3_000_000)), line(2, 'y'.repeat(200_000)), line(3)].join(''),
  );
  await writeFile(path, long.subarray(0, -7));
  const tail = await repairTail(env, path);
  assert.equal(tail?.lastSeq, 2);
  assert.ok((await readFile(path)).equals(long.subarray(0, tail.end)));
});

test('a log of a newer version is refused and not touched', async () => {
  const bytes = Buffer.from(
    encodeLine({ format: 2, channel: 'general', epoch: EPOCH, created: CREATED }) + line(1),
  );
  await writeFile(path, bytes);
  await assert.rejects(repairTail(env, path), /format 2/);
  assert.ok((await readFile(path)).equals(bytes));
});

const zeroedHeader = Buffer.from(whole).fill(0, 0, 30);
const cases: [string, Buffer][] = [
  ['torn', whole.subarray(0, -9)],
  ['without newline', whole.subarray(0, -1)],
  ['header damaged and torn', zeroedHeader.subarray(0, -9)],
  ['nothing good', whole.subarray(0, 40)],
];
for (const [name, bytes] of cases) {
  test(`a repair that is interrupted anywhere is finished by the next one (${name})`, async () => {
    for (let dieAt = 1; ; dieAt += 1) {
      await writeFile(path, bytes);
      const fs = dyingFileSystem(dieAt, true);
      const survived = await repairTail({ ...env, fs }, path).then(
        () => fs.calls < dieAt,
        () => false,
      );
      const tail = await repairTail(env, path);
      if (name === 'nothing good') assert.equal(tail, undefined);
      else {
        const after_ = await readFile(path);
        assert.equal(tail?.end, after_.length);
        assert.deepEqual(
          seqsOf(after_),
          upTo(name === 'without newline' ? LINES : LINES - 1),
          `killed at ${String(dieAt)}`,
        );
      }
      if (survived) break;
      assert.ok(dieAt < 200);
    }
  });
}
