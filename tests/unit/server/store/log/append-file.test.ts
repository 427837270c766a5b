import assert from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { ChatError } from '../../../../../protocol/errors.ts';
import {
  createAppendFile,
  type AppendFile,
  type Batch,
} from '../../../../../server/store/log/append-file.ts';
import type { FileSystem, OpenFile } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import type { StoreNote } from '../../../../../server/store/store-environment.ts';
import { createOpenFiles } from '../../../../../server/store/log/open-files.ts';

const base = await mkdtemp(join(tmpdir(), 'lanline-append-'));
after(async () => {
  await rm(base, { recursive: true });
});

/** What happened, in order. */
let events: string[];
/** Called before each call on an open file; throws to make it fail. */
let before: (call: string) => void | Promise<void>;
let batches: Batch<string>[];
let path: string;
let count = 0;

beforeEach(async () => {
  events = [];
  batches = [];
  notes = [];
  before = () => undefined;
  count += 1;
  path = join(base, String(count));
  await writeFile(path, 'head\n');
});

async function step<T>(call: string, run: () => Promise<T>): Promise<T> {
  events.push(call);
  await before(call);
  return run();
}

/** The real file system, seen and stoppable. */
const watched: FileSystem = {
  ...testFileSystem,
  async open(at, flags) {
    const file = await testFileSystem.open(at, flags);
    const seen: OpenFile = {
      write: (...args) => step('write', () => file.write(...args)),
      read: (...args) => file.read(...args),
      truncate: (length) => step('truncate', () => file.truncate(length)),
      datasync: () => step('datasync', () => file.datasync()),
      stat: () => file.stat(),
      close: () => file.close(),
    };
    return seen;
  },
};

/** What was noted, in order. */
let notes: StoreNote[];

function open(): { file: AppendFile<string>; say: (text: string) => Promise<string> } {
  const file = createAppendFile<string>({
    env: { fs: watched, note: (said) => notes.push(said) },
    path,
    end: 5,
    files: createOpenFiles(watched),
    turn: (commit) => commit(),
    onCommitted: (batch) => {
      events.push('committed');
      batches.push(batch);
    },
  });
  return { file, say: (text) => file.append(() => ({ line: `${text}\n`, value: text })) };
}

const planted = (code: string): Error => Object.assign(new Error(code), { code });
const content = async (): Promise<string> => readFile(path, 'utf8');

test('durable, then told, then answered', async () => {
  const { file, say } = open();
  await say('one');
  events.push('answered');
  assert.deepEqual(events, ['write', 'datasync', 'committed', 'answered']);
  assert.equal(await content(), 'head\none\n');
  assert.equal(file.end, 9);
  assert.deepEqual(
    batches.map(({ from, values }) => [from, values]),
    [[5, ['one']]],
  );
});

test('what waits goes out together, in order, each with its place in the batch', async () => {
  const { file } = open();
  const places: number[] = [];
  const all = Array.from({ length: 2_500 }, (_, index) =>
    file.append((place) => {
      places.push(place);
      return { line: `${String(index)}\n`, value: String(index) };
    }),
  );
  assert.deepEqual(
    await Promise.all(all),
    all.map((_, index) => String(index)),
  );
  assert.ok(
    events.filter((event) => event === 'datasync').length <= 4,
    'a thousand lines at most share one sync',
  );
  assert.equal(await content(), `head\n${all.map((_, index) => `${String(index)}\n`).join('')}`);
  assert.equal(places.filter((place) => place === 0).length, batches.length);
});

for (const [code, expected] of [
  ['ENOSPC', 'storage_full'],
  ['EDQUOT', 'storage_full'],
  ['EIO', 'storage_failed'],
] as const) {
  for (const call of ['write', 'datasync']) {
    test(`${code} in ${call} is refused as ${expected}, leaves nothing, and the next one goes through`, async () => {
      const { say } = open();
      await say('one');
      before = (now) => {
        if (now === call) {
          before = () => undefined;
          throw planted(code);
        }
      };
      await assert.rejects(say('two'), (error) => error instanceof ChatError && error.code === expected);
      assert.equal(await content(), 'head\none\n');
      await say('three');
      assert.equal(await content(), 'head\none\nthree\n');
    });
  }
}

test('nothing is answered while it is unknown what the disk holds, and others are refused until that is mended', async () => {
  const { say } = open();
  let fate = 'unknown';
  before = (now) => {
    if (now !== 'write') throw planted('EIO');
  };
  const uncertain = say('two')
    .then(
      () => 'stored',
      () => 'refused',
    )
    .then((settled) => {
      fate = settled;
      return settled;
    });
  await assert.rejects(
    say('three'),
    (error) => error instanceof ChatError && error.code === 'storage_failed',
  );
  assert.equal(fate, 'unknown');
  before = () => undefined;
  await say('four');
  await uncertain;
  assert.equal(fate, 'refused');
  assert.equal(await content(), 'head\nfour\n');
});

test('who waits for an uncertain answer gets it once the disk is well, though nobody writes again', async () => {
  const { say } = open();
  let refused = 0;
  before = (now) => {
    if (now === 'write' || refused === 4) return;
    refused += 1;
    throw planted('ENOSPC');
  };
  await assert.rejects(say('two'), (error) => error instanceof ChatError && error.code === 'storage_full');
  assert.equal(refused, 4);
  assert.equal(await content(), 'head\n');
});

test("a listener that throws takes nobody's answer away", async () => {
  const file = createAppendFile<string>({
    env: { fs: watched, note: () => undefined },
    path,
    end: 5,
    files: createOpenFiles(watched),
    turn: (commit) => commit(),
    onCommitted: () => {
      throw new Error('planted');
    },
  });
  assert.equal(await file.append(() => ({ line: 'one\n', value: 'one' })), 'one');
  assert.equal(await file.append(() => ({ line: 'two\n', value: 'two' })), 'two');
  assert.equal(await content(), 'head\none\ntwo\n');
});

test('a full disk that writes a part without an error is found', async () => {
  let isFull = true;
  const part: FileSystem = {
    ...testFileSystem,
    async open(at, flags) {
      const file = await testFileSystem.open(at, flags);
      return {
        write: async (buffer, offset, length, position) =>
          isFull
            ? {
                bytesWritten: position > 6 ? 0 : (await file.write(buffer, offset, 2, position)).bytesWritten,
              }
            : file.write(buffer, offset, length, position),
        read: (...args) => file.read(...args),
        truncate: (length) => file.truncate(length),
        datasync: () => file.datasync(),
        stat: () => file.stat(),
        close: () => file.close(),
      };
    },
  };
  const file = createAppendFile<string>({
    env: { fs: part, note: () => undefined },
    path,
    end: 5,
    files: createOpenFiles(part),
    turn: (commit) => commit(),
    onCommitted: () => undefined,
  });
  await assert.rejects(
    file.append(() => ({ line: 'a long line\n', value: '' })),
    (error) => error instanceof ChatError && error.code === 'storage_full',
  );
  assert.equal(await content(), 'head\n');
  isFull = false;
  await file.append(() => ({ line: 'a long line\n', value: '' }));
  assert.equal(await content(), 'head\na long line\n');
});

for (const { what, change, undo } of [
  {
    what: 'cut off its end',
    change: () => writeFile(path, 'head\n'),
    undo: () => writeFile(path, 'head\none\n'),
  },
  {
    what: 'added to it',
    change: () => writeFile(path, 'head\none\ntheirs\n'),
    undo: () => writeFile(path, 'head\none\n'),
  },
  {
    what: 'put another in its place',
    async change() {
      await writeFile(`${path}.new`, 'something else');
      await rename(`${path}.new`, path);
    },
  },
  { what: 'removed it', change: () => rm(path) },
])
  test(`a program that ${what}: nothing is written over, senders are refused, and it is told once`, async () => {
    const { say } = open();
    await say('one');
    await change();
    const theirs = await readFile(path, 'utf8').catch(() => undefined);
    for (let again = 0; again < 3; again += 1)
      await assert.rejects(
        say('two'),
        (error) =>
          error instanceof ChatError &&
          error.code === 'storage_failed' &&
          /Another program/.test(error.message),
      );
    assert.equal(await readFile(path, 'utf8').catch(() => undefined), theirs);
    assert.deepEqual(
      notes.map(({ event, expected }) => [event, expected]),
      [['file-changed', 9]],
    );
    if (!undo) return;
    await undo();
    await say('three');
    assert.equal(await readFile(path, 'utf8'), 'head\none\nthree\n');
  });
