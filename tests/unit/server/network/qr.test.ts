import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { encode } from 'uqr';
import { qrPath, qrText } from '../../../../server/network/qr.ts';

const URL = 'http://192.168.178.23:5000';

/** What the characters draw: for each, its upper and its lower half. */
const HALVES: Record<string, [boolean, boolean]> = {
  '█': [true, true],
  '▀': [true, false],
  '▄': [false, true],
  ' ': [false, false],
};

test('a QR code shows exactly the modules, with a quiet zone', () => {
  const { data } = encode(URL, { border: 2 });
  const rows = qrText(URL, { colour: false })
    .split('\n')
    .flatMap((line) => {
      const halves = Array.from(
        line,
        (character) => HALVES[character] ?? assert.fail(`unexpected ${character}`),
      );
      return [halves.map(([upper]) => upper), halves.map(([, lower]) => lower)];
    });
  assert.deepEqual(
    rows.slice(0, data.length),
    data.map((row) => row.map((dark) => !dark)),
  );
  assert.ok(rows.length - data.length <= 1);
});

test('with colour each line brings white on black and ends it', () => {
  const coloured = qrText(URL, { colour: true });
  assert.equal(stripVTControlCharacters(coloured), qrText(URL, { colour: false }));
  assert.ok(
    coloured
      .split('\n')
      .every((line) => line.includes('\u001B[97m') && line.includes('\u001B[40m') && line.endsWith('m')),
  );
});

test('a QR code as a path draws exactly the modules', () => {
  const { data, size } = encode(URL, { border: 0, ecc: 'M' });
  const { path, size: width } = qrPath(URL);
  assert.equal(width, size);
  const drawn = data.map((row) => row.map(() => false));
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  assert.deepEqual(drawn, data);
  assert.equal(path.replaceAll(/M\d+ \d+h(\d+)v1h-\1z/g, ''), '');
});
