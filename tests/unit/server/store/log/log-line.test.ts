import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeLine,
  encodeLine,
  LONGEST_SALVAGED,
  readLines,
  salvage,
  type Stretch,
} from '../../../../../server/store/log/log-line.ts';

const texts = [
  'hello',
  '',
  'Grüße 🎉 {"seq":1,"crc":5}',
  'line\nbreak "quoted" ,"crc":1}',
  '{',
  'x'.repeat(500),
];
const records = Array.from({ length: 12 }, (_, index) => ({
  seq: index + 1,
  kind: 'message',
  message: {
    id: `id ${String(index)}`,
    content: texts[index % texts.length],
    file: index % 3 ? null : { crc: index, a: 1 },
  },
}));
const lines = records.map((record) => Buffer.from(encodeLine(record)));
const log = Buffer.concat(lines);

function read(bytes: Buffer): { stretches: Stretch[]; rest: number; seqs: unknown[] } {
  const stretches: Stretch[] = [];
  const reading = readLines(bytes);
  for (;;) {
    const next = reading.next();
    if (next.done)
      return {
        stretches,
        rest: next.value,
        seqs: stretches.flatMap(({ record }) => (record ? [record['seq']] : [])),
      };
    stretches.push(next.value);
  }
}

/** Every record found must be one that was written, in order; the stretches must join up. */
function assertSound({ stretches, rest }: ReturnType<typeof read>): void {
  let at = 0;
  for (const { start, end, record, text } of stretches) {
    assert.equal(start, at);
    at = end;
    if (!record) continue;
    const { crc, ...written } = record;
    assert.deepEqual(written, records[Number(record['seq']) - 1]);
    assert.equal(text, encodeLine(written).trimEnd());
    assert.equal(typeof crc, 'number');
  }
  assert.equal(at, rest);
}

test('a line is plain JSON that ends with its checksum', () => {
  const line = encodeLine({ a: 'ü' });
  assert.match(line, /^\{"a":"ü","crc":\d+\}\n$/);
  assert.deepEqual(decodeLine(Buffer.from(line.trimEnd())), JSON.parse(line));
  assert.deepEqual(
    read(log).seqs,
    records.map(({ seq }) => seq),
  );
  assertSound(read(log));
});

test('a checksum written in another way is none', () => {
  const line = encodeLine({ a: 1 }).trimEnd();
  for (const other of [
    line.replace('"crc":', '"crc":0'),
    line.replace('"crc":', '"crc": '),
    line.replace(/\}$/, '.0}'),
    `${line} `,
    ` ${line}`,
  ]) {
    assert.equal(decodeLine(Buffer.from(other)), undefined, other);
  }
});

test('a log torn at any byte keeps every line before it', () => {
  for (let length = 0; length < log.length; length += 1) {
    const found = read(log.subarray(0, length));
    assertSound(found);
    const whole = lines.filter(
      (_, index) => Buffer.concat(lines.slice(0, index + 1)).length <= length,
    ).length;
    assert.deepEqual(
      found.seqs,
      records.slice(0, whole).map(({ seq }) => seq),
    );
  }
});

test('a lost newline costs no record, nor does a torn line before a good one', () => {
  const glued = Buffer.concat([...lines.slice(0, 2), lines[2]?.subarray(0, -1) ?? log, ...lines.slice(3)]);
  assert.deepEqual(
    read(glued).seqs,
    records.map(({ seq }) => seq),
  );
  assert.ok(read(glued).stretches.every(({ record }) => record));
  for (let cut = 1; cut < (lines[2]?.length ?? 0) - 1; cut += 1) {
    const found = read(
      Buffer.concat([...lines.slice(0, 2), lines[2]?.subarray(0, cut) ?? log, ...lines.slice(3)]),
    );
    assertSound(found);
    assert.deepEqual(
      found.seqs,
      records.filter(({ seq }) => seq !== 3).map(({ seq }) => seq),
      `cut at ${String(cut)}`,
    );
  }
});

test('20,000 flipped bits: none gives another record, none costs a line that it is not in', () => {
  for (let trial = 0; trial < 20_000; trial += 1) {
    const bit = Math.floor(Math.random() * log.length * 8);
    const flipped = Buffer.from(log);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const found = read(flipped);
    let before = 0;
    const struck = lines.findIndex((line) => (before += line.length) > bit >> 3);
    // the last newline's line has no end then
    if (found.rest < flipped.length)
      found.stretches.push(...salvage(flipped.subarray(found.rest), found.rest));
    assertSound({ ...found, rest: flipped.length });
    const seqs = found.stretches.flatMap(({ record }) => (record ? [record['seq']] : []));
    const untouched = records.map(({ seq }) => seq).filter((seq) => seq !== struck + 1);
    assert.deepEqual(
      seqs.filter((seq) => seq !== struck + 1),
      untouched,
      `bit ${String(bit)}`,
    );
  }
});

test('rubbish without newlines is gone through once, and the record after it is found', () => {
  const rubbish = Buffer.from('{"a":{"b":"'.repeat(300_000));
  const found = [...salvage(Buffer.concat([rubbish, log]), 0)];
  assert.deepEqual(
    found.flatMap(({ record }) => (record ? [record['seq']] : [])),
    records.map(({ seq }) => seq),
  );
  assert.deepEqual(found[0], { start: 0, end: rubbish.length, record: undefined, text: '' });
});

test('a long line is read whole, and within a damaged line only up to the bound', () => {
  const long = Buffer.from(encodeLine({ seq: 1, text: 'x'.repeat(LONGEST_SALVAGED) }));
  assert.deepEqual(read(long).seqs, [1]);
  assert.deepEqual(read(Buffer.concat([Buffer.from('?'), long])).seqs, []);
  const shorter = Buffer.from(encodeLine({ seq: 1, text: 'x'.repeat(LONGEST_SALVAGED - 100) }));
  assert.deepEqual(read(Buffer.concat([Buffer.from('?'), shorter])).seqs, [1]);
});
