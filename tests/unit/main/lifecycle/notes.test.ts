// The app's own log file.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { LogLine } from '../../../../main/ipc/contract.ts';
import { createNotes } from '../../../../main/lifecycle/notes.ts';

function open(t: TestContext, { inside = 'logs', maxBytes = 1000 } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'lanline-notes-'));
  t.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const lines: LogLine[] = [];
  const folder = join(root, inside);
  return {
    root,
    folder,
    lines,
    note: createNotes({
      folder,
      onLine: (line) => {
        lines.push(line);
      },
      now: () => 0,
      maxBytes,
    }),
  };
}

test('a line is in the file before the call returns, with an error as what it says and where', (t) => {
  const { folder, lines, note } = open(t);
  note('error', 'crashed', { error: new TypeError('oh\nno') });
  const [written] = readFileSync(join(folder, 'app.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine);
  assert.deepEqual(written, lines[0]);
  assert.equal(written?.time, '1970-01-01T00:00:00.000Z');
  const { type, message, stack } = written['error'] as Record<string, string>;
  assert.deepEqual([written.level, written.msg, type, message], ['error', 'crashed', 'TypeError', 'oh\nno']);
  assert.match(stack ?? '', /notes\.test/);
});

test('fields cannot pass for the line’s own', (t) => {
  const { lines, note } = open(t);
  note('warn', 'real', { msg: 'forged', level: 'info', time: 'never' });
  assert.deepEqual(lines, [{ level: 'warn', msg: 'real', time: '1970-01-01T00:00:00.000Z' }]);
});

test('the file is bounded, one older one is kept', (t) => {
  const { folder, note } = open(t);
  for (let n = 0; n < 100; n += 1) note('info', `line ${String(n)}`);
  assert.deepEqual(readdirSync(folder).toSorted(), ['app.1.log', 'app.log']);
  assert.ok(readFileSync(join(folder, 'app.log'), 'utf8').length < 1200);
});

test('a folder that cannot be written stops nobody', (t) => {
  const { root, lines, note } = open(t, { inside: 'taken/logs' });
  writeFileSync(join(root, 'taken'), '');
  note('info', 'still told');
  assert.equal(lines[0]?.msg, 'still told');
  assert.match(String(lines[0]?.['unwritten']), /ENOTDIR|EEXIST/);
});
