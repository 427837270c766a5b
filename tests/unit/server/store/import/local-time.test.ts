import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { createTimeReader } from '../../../../../server/store/import/local-time.ts';

const berlin = createTimeReader('Europe/Berlin');

const READ: [zone: string, local: string, utc: string][] = [
  ['Europe/Berlin', '2025-06-05T20:13:47.582096', '2025-06-05T18:13:47.582096Z'],
  ['Europe/Berlin', '2025-01-05T20:13:47.000001', '2025-01-05T19:13:47.000001Z'],
  // the hour that occurs twice: its first occurrence
  ['Europe/Berlin', '2025-10-26T01:59:59.999999', '2025-10-25T23:59:59.999999Z'],
  ['Europe/Berlin', '2025-10-26T02:00:00', '2025-10-26T00:00:00.000000Z'],
  ['Europe/Berlin', '2025-10-26T02:59:59.5', '2025-10-26T00:59:59.500000Z'],
  ['Europe/Berlin', '2025-10-26T03:00:00', '2025-10-26T02:00:00.000000Z'],
  // the hour that does not occur: shifted forward, 02:30 is 03:30
  ['Europe/Berlin', '2025-03-30T01:59:59', '2025-03-30T00:59:59.000000Z'],
  ['Europe/Berlin', '2025-03-30T02:30:00.25', '2025-03-30T01:30:00.250000Z'],
  ['Europe/Berlin', '2025-03-30T03:00:00', '2025-03-30T01:00:00.000000Z'],
  ['America/New_York', '2025-11-02T01:30:00', '2025-11-02T05:30:00.000000Z'],
  ['America/New_York', '2025-03-09T02:30:00', '2025-03-09T07:30:00.000000Z'],
  // half an hour
  ['Australia/Lord_Howe', '2025-04-06T01:45:00', '2025-04-05T14:45:00.000000Z'],
  ['Australia/Lord_Howe', '2025-10-05T02:15:00', '2025-10-04T15:45:00.000000Z'],
  // a whole day
  ['Pacific/Apia', '2011-12-29T23:30:00', '2011-12-30T09:30:00.000000Z'],
  ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00.000000Z'],
  ['Pacific/Apia', '2011-12-31T00:30:00', '2011-12-30T10:30:00.000000Z'],
  ['Asia/Kathmandu', '2025-06-05T00:00:00', '2025-06-04T18:15:00.000000Z'],
  ['UTC', '2024-02-29 23:59:59,123456789', '2024-02-29T23:59:59.123456Z'],
  ['UTC', '0050-01-01T00:00', '0050-01-01T00:00:00.000000Z'],
  // with a zone of their own
  ['Europe/Berlin', '2025-06-05T18:13:47.582Z', '2025-06-05T18:13:47.582000Z'],
  ['Europe/Berlin', '2025-06-05T20:13:47.582096+05:30', '2025-06-05T14:43:47.582096Z'],
  ['Europe/Berlin', '2025-06-05T20:13:47-0800', '2025-06-06T04:13:47.000000Z'],
];
for (const [zone, local, utc] of READ) {
  test(`${local} in ${zone} is ${utc}`, () => {
    assert.equal(createTimeReader(zone)(local), utc);
  });
}

for (const wrong of [
  '',
  'yesterday',
  '2025-06-05',
  '2025-02-29T00:00:00',
  '2025-13-01T00:00:00',
  '2025-00-01T00:00',
  '2025-06-05T24:00:00',
  '2025-06-05T20:60:00',
  '2025-06-05T20:13:60',
  '12025-06-05T20:13:47',
  '2025-06-05T20:13:47.',
  '0000-01-01T00:00:00+23:00',
  null,
  undefined,
  1_749_147_227,
  {},
]) {
  test(`${JSON.stringify(wrong) ?? 'undefined'} is no time`, () => {
    assert.equal(berlin(wrong), undefined);
  });
}

test('an unknown zone is refused', () => {
  assert.throws(() => createTimeReader('Europe/Atlantis'), RangeError);
});

test('without a zone it is the host’s', () => {
  const now = new Date(2025, 5, 5, 20, 13, 47);
  assert.equal(
    createTimeReader(undefined)('2025-06-05T20:13:47'),
    now.toISOString().replace('.000Z', '.000000Z'),
  );
});

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/Sao_Paulo',
  'UTC',
];
const DAY = 86_400_000;

for (const zone of ZONES) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const local = (utc: number): string => format.format(utc).replace(' ', 'T');
  const read = createTimeReader(zone);
  // moments at which the zone's clock is changed, so that the property looks there most of the time
  const changes: number[] = [];
  for (let at = Date.UTC(2010, 0, 1); at < Date.UTC(2030, 0, 1); at += 6 * 3_600_000) {
    const passed = Date.parse(`${local(at + 6 * 3_600_000)}Z`) - Date.parse(`${local(at)}Z`);
    if (passed !== 6 * 3_600_000) changes.push(at);
  }
  const moments = fc.oneof(
    fc.integer({ min: Date.UTC(1975, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 }),
    ...(changes.length > 0
      ? [
          fc
            .tuple(fc.constantFrom(...changes), fc.integer({ min: -7200, max: 28_800 }))
            .map(([at, seconds]) => at / 1000 + seconds),
        ]
      : []),
  );
  test(`every moment in ${zone} comes back, or an earlier one that shows the same time`, () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 999_999 }), (seconds, micros) => {
        const wall = local(seconds * 1000);
        const fraction = String(micros).padStart(6, '0');
        const found = read(`${wall}.${fraction}`);
        assert.ok(found);
        assert.equal(found.slice(20), `${fraction}Z`);
        const utc = Date.parse(`${found.slice(0, 19)}Z`);
        assert.equal(local(utc), wall);
        assert.ok(utc <= seconds * 1000 && utc > seconds * 1000 - DAY);
        // the first occurrence: no earlier moment of the last day shows this time
        for (let earlier = utc - 900_000; earlier > utc - 3 * 3_600_000; earlier -= 900_000)
          assert.notEqual(local(earlier), wall);
      }),
      { numRuns: 300 },
    );
  });
}
