import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { scanList, type ScanItem } from '../../../../../server/store/import/scan-list.ts';

async function scan(bytes: Buffer | string, slice = 1_000_000): Promise<ScanItem[]> {
  const all = Buffer.from(bytes);
  let position = 0;
  const items: ScanItem[] = [];
  for await (const item of scanList(async (wanted) => {
    const from = position;
    position = Math.min(all.length, position + Math.min(slice, wanted));
    return all.subarray(from, position);
  }))
    items.push(item);
  return items;
}
const values = (items: ScanItem[]): unknown[] =>
  items.flatMap((item) => (item.kind === 'entry' ? [item.value] : []));
const damages = (items: ScanItem[]): string[] =>
  items.flatMap((item) =>
    item.kind === 'damage'
      ? [`${String(item.at.offset)} ${String(item.at.line)}:${String(item.at.column)} ${item.why}`]
      : [],
  );

const message = (n: number, file: object | null = null): Record<string, unknown> => ({
  id: `m${String(n)}`,
  user_id: 'u',
  username: 'Ännä 😀',
  content: `text ${String(n)} \\ "{[,]}" \n über 😀`,
  type: file ? 'file' : 'text',
  file,
  timestamp: '2025-06-05T20:13:47.582096',
});
const messages = Array.from({ length: 12 }, (_, n) =>
  message(n, n % 3 === 0 ? { id: `f${String(n)}`, filename: 'ü.png', size: 1 } : null),
);
const pretty = Buffer.from(JSON.stringify(messages, null, 2));

test('any list comes back as JSON.parse gives it, read in slices of any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.jsonValue().filter((value) => !Array.isArray(value))),
      fc.constantFrom(undefined, 2),
      fc.integer({ min: 1, max: 40 }),
      async (list, indent, slice) => {
        const text = JSON.stringify(list, null, indent);
        const items = await scan(text, slice);
        assert.deepEqual(damages(items), []);
        assert.deepEqual(values(items), JSON.parse(text));
      },
    ),
    { numRuns: 1000 },
  );
});

test('a place is where the entry begins, in bytes, lines and characters', async () => {
  const items = await scan('[\n  {"a":"ü"},\n  "😀",  7\r\n]', 3);
  assert.deepEqual(
    items.map(({ at }) => at),
    [
      { offset: 4, line: 2, column: 3 },
      { offset: 18, line: 3, column: 3 },
      { offset: 27, line: 3, column: 9 },
    ],
  );
});

test('a file cut anywhere gives all entries that are whole, and where it was cut', async () => {
  const ends = messages.map(
    (_, n) => Buffer.byteLength(JSON.stringify(messages.slice(0, n + 1), null, 2)) - 2,
  );
  const starts = messages.map((_, n) => pretty.indexOf(`{\n    "id": "m${String(n)}"`));
  for (let length = 0; length < pretty.length; length += 1) {
    const items = await scan(pretty.subarray(0, length));
    const whole = ends.filter((end) => end <= length).length;
    const found = values(items).filter(
      (value) => typeof value === 'object' && value !== null && 'user_id' in value,
    );
    assert.deepEqual(found, messages.slice(0, whole), `cut at ${String(length)}`);
    const last = items.findLast(({ kind }) => kind === 'damage');
    assert.ok(last?.kind === 'damage');
    const unfinished = starts[whole];
    if (unfinished !== undefined && unfinished < length) {
      assert.equal(last.at.offset, unfinished);
      assert.match(last.why, /ends in the middle/);
    } else assert.equal(last.at.offset, length);
    assert.equal(damages(items).length, 1);
  }
});

const FAULTY: [name: string, text: string, found: unknown[], damage: string[]][] = [
  ['an empty file', '', [], ['0 1:1 the file is empty']],
  ['white space', '\n  \n', [], ['4 3:1 the file is empty']],
  ['an empty list', '[]', [], []],
  ['a byte order mark', '\uFEFF[{"a":1}]', [{ a: 1 }], []],
  ['one object', '{"a":1}', [{ a: 1 }], ['0 1:1 the file does not begin with a list']],
  ['entries of other kinds', '[null, "x,]", 5,true]', [null, 'x,]', 5, true], []],
  [
    'a list within the list',
    '[{"a":1}, [2, {"b":2}], {"c":3}]',
    [{ a: 1 }, { b: 2 }, { c: 3 }],
    ['10 1:11 a list where an entry should be', '22 1:23 there is more after the end of the list'],
  ],
  ['a comma too much', '[{"a":1},]', [{ a: 1 }], []],
  ['a comma too few', '[{"a":1}\n{"b":2}]', [{ a: 1 }, { b: 2 }], ['9 2:1 a comma is missing before this']],
  [
    'an older, longer file below a newer one',
    '[{"a":1}]": 3\n  },\n  {"b":2}\n]',
    [{ a: 1 }, { b: 2 }],
    ['9 1:10 there is more after the end of the list'],
  ],
  [
    'a lost closing bracket',
    '[{"a":1,\n{"b":2}, {"c":3}]',
    [{ b: 2 }, { c: 3 }],
    ['1 1:2 something is missing in this entry'],
  ],
  ['a lost quote', '[{"a":"x\n},\n{"b":2}]', [{ b: 2 }], ['1 1:2 a text in this entry is not closed']],
  ['zeros', '[{"a":\0\0\0},{"b":2}]', [{ b: 2 }], ['1 1:2 bytes that are no JSON']],
  ['no value', '[{"a":},{"b":2}]', [{ b: 2 }], ['1 1:2 this entry is not valid JSON']],
  [
    'brackets that do not fit',
    '[{"a":[1}, {"b":2}]',
    [{ b: 2 }],
    ['1 1:2 the brackets of this entry do not fit'],
  ],
  ['something else altogether', '<html></html>', [], ['0 1:1 the file does not begin with a list']],
];
for (const [name, text, found, damage] of FAULTY) {
  test(`${name}: what is whole is found`, async () => {
    for (const slice of [1, 4, 1000]) {
      const items = await scan(text, slice);
      assert.deepEqual(values(items), found);
      assert.deepEqual(damages(items), damage);
    }
  });
}

test('damage anywhere costs no entry that it does not touch', async () => {
  const at = fc.integer({ min: 0, max: pretty.length - 1 });
  const length = fc.integer({ min: 1, max: 600 });
  const instead = fc.oneof(
    fc.constant(Buffer.alloc(0)),
    fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('{', '}', '"', '[', ']', ',', '\\', '\0', ' ', '{"a":{').map((text) => Buffer.from(text)),
  );
  const spans = messages.map(({ id }) => {
    const start = pretty.indexOf(`{\n    "id": "${String(id)}"`);
    return { start, end: pretty.indexOf('\n  }', start) + 4 };
  });
  await fc.assert(
    fc.asyncProperty(at, length, instead, async (from, count, bytes) => {
      const damaged = Buffer.concat([pretty.subarray(0, from), bytes, pretty.subarray(from + count)]);
      const found = new Set(values(await scan(damaged, 500)).map((value) => JSON.stringify(value)));
      for (const [n, { start, end }] of spans.entries()) {
        if (end <= from || start >= from + count)
          assert.ok(found.has(JSON.stringify(messages[n])), `message ${String(n)} lost`);
      }
    }),
    { numRuns: 5000 },
  );
});

test('bytes that are no UTF-8 are replaced, and that is said', async () => {
  const [first, second] = await scan(
    Buffer.concat([Buffer.from('["\uFFFD", "'), Buffer.of(0xfc), Buffer.from('"]')]),
  );
  assert.ok(first?.kind === 'entry' && !first.replaced);
  assert.ok(second?.kind === 'entry' && second.replaced && second.value === '\uFFFD');
});

test('an entry longer than the slices', async () => {
  const long = 'x'.repeat(5_000_000);
  assert.deepEqual(values(await scan(JSON.stringify([{ long }, 1]), 70_000)), [{ long }, 1]);
});
