// The tables of docs/protocol.md are those of the schemas; nothing can be added to the protocol without
// appearing there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { clientEvents } from '../../../protocol/events.ts';
import { contract, withTables } from '../../../scripts/protocol-docs.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/protocol.md'), 'utf8');
const nothing = z.object({});

const check = (text: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-docs-'));
  const path = join(folder, 'protocol.md');
  writeFileSync(path, text);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/protocol-docs.ts', '--check', path], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const after = readFileSync(path, 'utf8');
  rmSync(folder, { recursive: true });
  return { status, stderr, after };
};

test('the document fits the schemas, and writing it again changes nothing', async () => {
  assert.equal(check(DOCUMENT).status, 0);
  assert.equal(await withTables(DOCUMENT), DOCUMENT);
});

test('the check fails on a table that lacks a row, names the command, and leaves the file alone', () => {
  const stale = DOCUMENT.replace(/^\| `after_seq`.*\n/m, '');
  assert.notEqual(stale, DOCUMENT);
  const { status, stderr, after } = check(stale);
  assert.equal(status, 1);
  assert.match(stderr, /npm run docs:protocol/);
  assert.equal(after, stale);
});

test('a new event, field, error, limit or route makes the document out of date', async () => {
  const planted: Parameters<typeof withTables>[1][] = [
    {
      ...contract,
      clientEvents: { ...clientEvents, planted: nothing.describe('Something new.') },
      answers: { ...contract.answers, planted: nothing },
    },
    {
      ...contract,
      clientEvents: {
        ...clientEvents,
        leave_channel: clientEvents.leave_channel
          .extend({ planted: z.string().describe('New') })
          .describe('Leave.'),
      },
    },
    { ...contract, serverEvents: { ...contract.serverEvents, planted: nothing.describe('Something new.') } },
    { ...contract, errors: { ...contract.errors, planted: { status: 400, retry: 'never', text: 'New' } } },
    { ...contract, routes: [...contract.routes, { route: 'GET /api/planted', text: 'New.', errors: [] }] },
    {
      ...contract,
      limits: { ...contract.limits, planted: 7 },
      limitsSource: '/** New */ planted: 7,\n' + contract.limitsSource,
    },
  ];
  for (const each of planted) {
    const text = await withTables(DOCUMENT, each);
    assert.notEqual(text, DOCUMENT);
    assert.match(text, /planted|New/);
  }
});

test('an event, field or limit without a description, and an event without an answer, are refused', async () => {
  const refused: [Parameters<typeof withTables>[1], RegExp][] = [
    [{ ...contract, serverEvents: { planted: nothing } }, /planted needs a description/],
    [
      {
        ...contract,
        serverEvents: {
          planted: z.object({ a: z.object({ b: z.string() }).describe('A') }).describe('New.'),
        },
      },
      /the field a\.b of planted needs a description/,
    ],
    [
      { ...contract, clientEvents: { planted: nothing.describe('New.') } },
      /planted has no row in protocol\/answers/,
    ],
    [{ ...contract, limits: { planted: 7 } }, /LIMITS\.planted needs a comment/],
  ];
  for (const [each, text] of refused) await assert.rejects(withTables(DOCUMENT, each), text);
});

test('each table has its place, and each place its table', async () => {
  await assert.rejects(withTables('# Nothing\n'), /no place for: client events, /);
  await assert.rejects(
    withTables(`${DOCUMENT}\n<!-- generated: planted -->\n<!-- end -->\n`),
    /no table "planted"/,
  );
});

test('every link within the document leads to one of its headings', () => {
  const anchors = [...DOCUMENT.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  assert.equal(new Set(anchors).size, anchors.length, 'no two headings alike');
  for (const [, anchor = ''] of DOCUMENT.matchAll(/\]\(#([^)]*)\)/g))
    assert.ok(anchors.includes(anchor), anchor);
});
