import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify, stripVTControlCharacters } from 'node:util';
import { createLineFormat } from '../../../../server/logging/log-format.ts';
import {
  createLogger,
  LOG_FILES,
  type LogLine,
  type LoggerOptions,
} from '../../../../server/logging/logger.ts';

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-log-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return join(made, 'logs');
}

const open = (options: Partial<LoggerOptions> & { folder: string }) =>
  createLogger({ level: 'info', ...options });
const read = (path: string) =>
  readdirSync(path)
    .toSorted()
    .flatMap((name) => readFileSync(join(path, name), 'utf8').split('\n').slice(0, -1));
const today = () => {
  const now = new Date();
  return `${String(now.getFullYear())}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
};

const HOSTILE = 'Eve\u001B[31m\r\n{"level":"error"}\u202E\u0085\u009B2J\u2028\u200B\u{E0041}';

test('lines are JSON in a file of the day and come as values too', async (t) => {
  const path = folder(t);
  const lines: LogLine[] = [];
  const log = await open({ folder: path, onLine: (line) => lines.push(line) });
  log.info('Server started', { port: 5000 });
  log.warn('Slow disk');
  log.debug('below the level');
  await log.close();
  assert.deepEqual(readdirSync(path), [`lanline.${today()}.1.log`]);
  assert.deepEqual(
    read(path).map((line) => JSON.parse(line) as unknown),
    lines,
  );
  assert.deepEqual(
    lines.map(({ level, msg, port }) => ({ level, msg, port })),
    [
      { level: 'info', msg: 'Server started', port: 5000 },
      { level: 'warn', msg: 'Slow disk', port: undefined },
    ],
  );
  assert.ok(lines.every(({ time }) => new Date(time).toISOString() === time));
  assert.deepEqual(structuredClone(lines), lines);
});

test('closing writes everything; later lines and a second closing do nothing', async (t) => {
  const path = folder(t);
  const log = await open({ folder: path });
  for (let index = 0; index < 5_000; index += 1) log.info('line', { index });
  await Promise.all([log.close(), log.close()]);
  log.info('too late');
  await log.close();
  assert.deepEqual(
    read(path).map((line) => (JSON.parse(line) as LogLine)['index']),
    Array.from({ length: 5_000 }, (_, index) => index),
  );
});

test('a second run of the day goes on in the same file', async (t) => {
  const path = folder(t);
  for (const msg of ['first', 'second']) {
    const log = await open({ folder: path });
    log.info(msg);
    await log.close();
  }
  assert.deepEqual(readdirSync(path), [`lanline.${today()}.1.log`]);
  assert.deepEqual(
    read(path).map((line) => (JSON.parse(line) as LogLine).msg),
    ['first', 'second'],
  );
});

test('a full file is followed by another, and old files go', async (t) => {
  const path = folder(t);
  let another: PromiseWithResolvers<undefined> | undefined;
  const log = await open({
    folder: path,
    maxBytes: 2_000,
    onRoll: () => {
      assert.ok(another, 'a file that is not full was followed by another');
      another.resolve(undefined);
    },
  });
  for (let round = 0; round < LOG_FILES + 6; round += 1) {
    another = Promise.withResolvers<undefined>();
    for (let index = 0; index < 30; index += 1) log.info('a line that fills the file', { round, index });
    await another.promise;
    assert.ok(readdirSync(path).length <= LOG_FILES);
  }
  await log.close();
  const numbers = Array.from({ length: LOG_FILES }, (_, index) => 8 + index);
  assert.deepEqual(
    readdirSync(path).toSorted(),
    numbers.map((number) => `lanline.${today()}.${String(number)}.log`).toSorted(),
  );
  assert.ok(readdirSync(path).every((name) => statSync(join(path, name)).size < 10_000));
});

test('opening removes what is too old, and nothing else', async (t) => {
  const path = folder(t);
  mkdirSync(path);
  const old = Array.from(
    { length: 20 },
    (_, index) => `lanline.2020-01-${String(index + 1).padStart(2, '0')}.1.log`,
  );
  for (const name of [
    ...old,
    'lanline.2020-01-20.10.log',
    'lanline.2020-01-20.9.log',
    'notes.txt',
    'lanline.log',
  ])
    writeFileSync(join(path, name), '');
  const log = await open({ folder: path });
  await log.close();
  const left = readdirSync(path).filter((name) => name.includes('2020-'));
  assert.deepEqual(
    left.toSorted(),
    [...old.slice(-LOG_FILES + 2), 'lanline.2020-01-20.10.log', 'lanline.2020-01-20.9.log'].toSorted(),
  );
  assert.ok(readdirSync(path).includes('notes.txt') && readdirSync(path).includes('lanline.log'));
});

test('hostile names cannot add, hide, turn or colour anything', async (t) => {
  const path = folder(t);
  const lines: LogLine[] = [];
  const log = await open({ folder: path, onLine: (line) => lines.push(line) });
  log.info(`Joined: ${HOSTILE}`, { name: HOSTILE, [HOSTILE]: { list: [HOSTILE] } });
  await log.close();
  const [text = '', ...more] = read(path);
  assert.deepEqual(more, []);
  assert.match(text, /^\P{C}*$/u);
  assert.equal((JSON.parse(text) as LogLine)['name'], HOSTILE, 'nothing is lost');
  const [line] = lines;
  assert.ok(line);
  const shown = createLineFormat({ colour: false })(line);
  assert.match(shown, /^\P{C}*\n$/u);
  assert.match(shown, /Eve\\u001b\[31m\\u000d\\u000a/);
  assert.match(stripVTControlCharacters(createLineFormat({ colour: true })(line)), /^\P{C}*\n$/u);
});

test('people see time, level, message and fields; colours only where asked for', () => {
  const line: LogLine = {
    level: 'warn',
    time: '2026-01-02T03:04:05.678Z',
    msg: 'Disk is nearly full',
    free: 12,
  };
  assert.match(
    createLineFormat({ colour: false })(line),
    /^\[\d\d:\d\d:05\] WARN: Disk is nearly full \{"free":12\}\n$/,
  );
  assert.ok(createLineFormat({ colour: true })(line).includes('\u001B['));
});

test('an error has its stack, one line a frame', async (t) => {
  const lines: LogLine[] = [];
  const log = await open({ folder: folder(t), onLine: (line) => lines.push(line) });
  log.error('Failed', { error: new Error('broken \u001B[31m') });
  await log.close();
  const shown = createLineFormat({ colour: false })(lines[0] ?? assert.fail());
  assert.match(shown, /Error: broken \\u001b\[31m\n +at .*logger\.test\.ts/);
  assert.ok(!shown.includes('\u001B'));
});

test('texts and secrets passed by mistake are not written', async (t) => {
  const path = folder(t);
  const log = await open({ folder: path });
  const secret = {
    content: 'hush1',
    token: 'hush2',
    authorization: 'Bearer hush3',
    cookie: 'hush4',
    password: 'hush5',
  };
  log.info('one', secret);
  log.info('two', {
    message: secret,
    request: { headers: { Authorization: 'hush6', ...secret } },
    list: [{ message: secret }],
  });
  await log.close();
  assert.equal(read(path).length, 2);
  assert.doesNotMatch(read(path).join('\n'), /hush/);
});

test('where no file can be made the lines still come, after one that says why', async (t) => {
  const path = folder(t);
  writeFileSync(path, 'a file where the folder should be');
  const lines: LogLine[] = [];
  const log = await open({ folder: path, onLine: (line) => lines.push(line) });
  log.info('still here');
  await log.close();
  assert.match(lines[0]?.msg ?? '', /The log cannot be written to .*logs/);
  assert.deepEqual(
    lines.slice(1).map(({ msg }) => msg),
    ['still here'],
  );
});

test(
  'a disk that takes no more ends neither the process nor its closing',
  { skip: process.platform === 'win32' && 'Windows has no ulimit' },
  async (t) => {
    const path = folder(t);
    const script = `
    const { createLogger } = await import(${JSON.stringify(join(import.meta.dirname, '../../../../server/logging/logger.ts'))});
    const log = await createLogger({ folder: ${JSON.stringify(path)}, level: 'info', onLine: ({ msg }) => { if (msg.startsWith('The log')) console.log(msg); } });
    for (let index = 0; index < 300; index += 1) {
      log.info('x'.repeat(1000));
      if (index % 10 === 0) await new Promise((resolve) => { setImmediate(resolve); });
    }
    await log.close();
    console.log('closed');`;
    // at most 64 KB a file: as on a full disk, writing fails
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `ulimit -f 64; exec "$0" --input-type=module -e "$1"`,
      process.execPath,
      script,
    ]);
    const said = stdout.trim().split('\n');
    assert.equal(said.at(-1), 'closed');
    assert.match(said[0] ?? '', /The log cannot be written to .*EFBIG/);
  },
);
