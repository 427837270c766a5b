import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLine, NumberedLine } from '../../../../../main/ipc/contract.ts';
import { LineIndex } from '../../../../../renderer/dashboard/log/line-index.ts';
import { acceptor, markHits, patternOf } from '../../../../../renderer/dashboard/log/line-search.ts';
import {
  copiedText,
  detailsOf,
  partsOf,
  showHidden,
  textOf,
} from '../../../../../renderer/dashboard/log/line-text.ts';
import { appendLines, lineAt, noLines, type LogLines } from '../../../../../renderer/dashboard/log-lines.ts';

const line = (msg: string, fields: object = {}): LogLine => ({
  level: 'info',
  time: '2026-03-03T09:41:03.118Z',
  msg,
  ...fields,
});

/** Lines `from` to before `to`; each seventh is a warning. */
const numbered = (from: number, to: number): NumberedLine[] =>
  Array.from({ length: to - from }, (_, index) => ({
    n: from + index,
    line: line(`line ${String(from + index)}`, { ...((from + index) % 7 === 0 && { level: 'warn' }) }),
  }));

const shownNumbers = (index: LineIndex, log: LogLines): (number | undefined)[] =>
  Array.from({ length: index.length }, (_, row) => lineAt(log, index.at(row) ?? -1)?.n);

test('a line is one line, whatever it holds', () => {
  const hostile = line('person-joined', {
    person: 'Eve\n[31m\u202Egpj.exe\u2028',
    online: 3,
    error: { type: 'E' },
  });
  assert.equal(
    textOf(hostile),
    String.raw`person-joined person=Eve\u000a[31m\u202egpj.exe\u2028 online=3 error={"type":"E"}`,
  );
  assert.equal(copiedText(hostile).split(/[\n\u2028]/).length, 1);
});

test('emoji that are joined from several stay whole', () => {
  assert.equal(showHidden('👩‍👩‍👧 می‌خواهم'), '👩‍👩‍👧 می‌خواهم');
});

test('long values are cut in a row and whole in the details', () => {
  const long = 'x'.repeat(10_000);
  const it = line('failed', {
    reason: long,
    error: { stack: 'Error: a\n    at b\u202E', code: 5 },
    ids: ['a', 'b'],
  });
  assert.ok(textOf(it).length < 1500);
  const { reason, error, ids } = it;
  assert.deepEqual(detailsOf({ reason, error, ids }), [
    ['reason', long],
    ['error.stack', 'Error: a\n    at b\\u202e'],
    ['error.code', '5'],
    ['ids', '["a","b"]'],
  ]);
});

test('a search finds text as it is, large or small, over parts, and marks just that', () => {
  const it = line('upload', { file: 'Messwerte (1).xlsx' });
  const marked = (search: string) =>
    markHits(partsOf(it), patternOf(search))
      .filter(({ isHit }) => isHit)
      .map(({ text }) => text);
  assert.deepEqual(marked('mess'), ['Mess']);
  assert.deepEqual(marked('(1).'), ['(1).']);
  assert.deepEqual(marked('file=mess'), ['file=', 'Mess']);
  assert.deepEqual(marked('.*'), []);
  assert.deepEqual(marked('  '), []);
  assert.deepEqual(marked('e'), ['e', 'e', 'e', 'e']);
  assert.equal(
    markHits(partsOf(it), patternOf('e'))
      .map(({ text }) => text)
      .join(''),
    textOf(it),
  );
});

test('level and search both decide', () => {
  const warn = line('disk', { level: 'warn', person: 'Ida' });
  assert.equal(acceptor('warn', 'ida')(warn), true);
  assert.equal(acceptor('error', 'ida')(warn), false);
  assert.equal(acceptor('all', 'otto')(warn), false);
});

test('the index follows a log that grows and forgets, as looking through all of it would', () => {
  const index = new LineIndex(acceptor('warn', ''));
  let log = noLines;
  for (let from = 0; from < 60_000; from += 700) {
    log = appendLines(log, numbered(from, from + 700));
    index.update(log);
  }
  const fresh = new LineIndex(acceptor('warn', '')).update(log);
  assert.ok(fresh.length > 1400);
  assert.deepEqual(shownNumbers(index, log), shownNumbers(fresh, log));
  assert.equal(index.dropped + index.length, Math.ceil(log.end / 7));
  assert.equal(index.at(-1), undefined);
  assert.equal(index.at(index.length), undefined);
});

test('each line is looked at once', () => {
  let looked = 0;
  const index = new LineIndex(() => {
    looked += 1;
    return true;
  });
  let log = appendLines(noLines, numbered(0, 5000));
  index.update(log).update(log);
  log = appendLines(log, numbered(5000, 5100));
  index.update(log);
  assert.equal(looked, 5100);
});

test('the row of a position is found, also of one that is not shown or gone', () => {
  let log = appendLines(noLines, numbered(0, 100));
  const index = new LineIndex(acceptor('warn', '')).update(log);
  assert.equal(index.indexOf(0), 0);
  assert.equal(index.indexOf(8), 2);
  assert.equal(index.indexOf(14), 2);
  assert.equal(index.indexOf(99), index.length);
  log = appendLines(log, numbered(100, 30_000));
  index.update(log);
  assert.equal(index.indexOf(0), 0);
  assert.equal(index.at(index.indexOf(25_004)), 25_004);
});
