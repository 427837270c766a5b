// The icons that are committed are those that the drawings make, and can be told apart where they are small.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { makeIcons, SIGNS } from '../../../scripts/icons.ts';

const root = join(import.meta.dirname, '../../..');
const icons = await makeIcons();
const committed = (file: string): Buffer => readFileSync(join(root, file));
const named = (end: string): string[] => [...icons.keys()].filter((file) => file.endsWith(end));

async function decode(png: Buffer): Promise<{ width: number; height: number; rgba: Buffer }> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: data };
}

/** Mean difference of two buffers, a byte each: other processors round a little differently. */
function difference(a: Buffer, b: Buffer): number {
  assert.equal(a.length, b.length);
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

interface IcoFrame {
  size: number;
  bytes: Buffer;
}

function icoFrames(file: Buffer): IcoFrame[] {
  assert.deepEqual([file.readUInt16LE(0), file.readUInt16LE(2)], [0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, n) => {
    const entry = file.subarray(6 + 16 * n, 22 + 16 * n);
    const offset = entry.readUInt32LE(12);
    return { size: entry.readUInt8(0) || 256, bytes: file.subarray(offset, offset + entry.readUInt32LE(8)) };
  });
}

/** Its types, such as `ic12` */
function icnsParts(file: Buffer): string[] {
  assert.equal(file.toString('latin1', 0, 4), 'icns');
  assert.equal(file.readUInt32BE(4), file.length);
  const parts: string[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    parts.push(file.toString('latin1', at, at + 4));
  return parts;
}

/** Of sRGB, as WCAG 2 has it */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(colour: readonly number[], background: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(colour), luminance(background)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

test('each PNG is what its drawing makes', async () => {
  for (const file of named('.png')) {
    const [made, kept] = await Promise.all([
      decode(icons.get(file) ?? Buffer.alloc(0)),
      decode(committed(file)),
    ]);
    assert.deepEqual([kept.width, kept.height], [made.width, made.height], file);
    assert.ok(difference(made.rgba, kept.rgba) < 1, `${file} is out of date: run node scripts/icons.ts`);
  }
});

test('each .ico has its sizes, as its drawing makes them', async () => {
  for (const file of named('.ico')) {
    const made = icoFrames(icons.get(file) ?? Buffer.alloc(0));
    const kept = icoFrames(committed(file));
    assert.deepEqual(
      kept.map(({ size }) => size),
      file === 'build/icon.ico' ? [16, 20, 24, 32, 40, 48, 64, 128, 256] : [16, 20, 24, 32, 40, 48],
      file,
    );
    for (const [n, { size, bytes }] of kept.entries()) {
      const other = made[n]?.bytes ?? Buffer.alloc(0);
      const [a, b] = size < 64 ? [bytes, other] : [(await decode(bytes)).rgba, (await decode(other)).rgba];
      assert.ok(difference(a, b) < 1, `${file} at ${String(size)} is out of date: run node scripts/icons.ts`);
    }
  }
});

test('the small frames of an .ico are the picture, bottom row first, blue before red', async () => {
  const [smallest] = icoFrames(committed('main/tray/icons/attention.ico'));
  assert.ok(smallest);
  assert.deepEqual(
    [smallest.bytes.readInt32LE(4), smallest.bytes.readInt32LE(8), smallest.bytes.readUInt16LE(14)],
    [16, 32, 32],
  );
  const pixel = (row: number, column: number) => [
    ...smallest.bytes.subarray(40 + (row * 16 + column) * 4, 44 + (row * 16 + column) * 4),
  ];
  assert.deepEqual(pixel(0, 8), [0x1c, 0x64, 0xd9, 255], 'the line below');
  assert.equal(pixel(15, 0)[3], 0, 'nothing in the corner above');
});

test('the .icns has everything from 16 pixels to 1024', () => {
  const made = icnsParts(icons.get('build/icon.icns') ?? Buffer.alloc(0));
  const kept = icnsParts(committed('build/icon.icns'));
  assert.deepEqual(kept, made);
  for (const type of ['ic07', 'ic08', 'ic09', 'ic10', 'ic11', 'ic12', 'ic13', 'ic14'])
    assert.ok(kept.includes(type), type);
});

test('templates are black and transparent, nothing else, and twice as large for Retina', async () => {
  for (const sign of SIGNS) {
    const [one, two] = await Promise.all([
      decode(committed(`main/tray/icons/${sign}Template.png`)),
      decode(committed(`main/tray/icons/${sign}Template@2x.png`)),
    ]);
    assert.deepEqual([one.width, one.height, two.width, two.height], [16, 16, 32, 32]);
    for (const { rgba } of [one, two]) {
      const alphas = new Set(rgba.filter((_, at) => at % 4 === 3));
      assert.ok(alphas.has(0) && alphas.has(255), sign);
      assert.ok(
        rgba.every((value, at) => at % 4 === 3 || value === 0),
        sign,
      );
    }
  }
});

test('at 16 pixels the three shapes differ in a sixth of the picture at least', async () => {
  const shapes = await Promise.all(
    SIGNS.map(async (sign) =>
      (await decode(committed(`main/tray/icons/${sign}Template.png`))).rgba.filter((_, at) => at % 4 === 3),
    ),
  );
  for (const [n, one] of shapes.entries()) {
    for (const other of shapes.slice(n + 1)) {
      const differing = one.filter((alpha, at) => Math.abs(alpha - (other[at] ?? 0)) > 128).length;
      assert.ok(differing >= 256 / 6, `${String(differing)} of 256 pixels`);
    }
  }
});

test('where they have a colour it is seen on light and on dark panels', async () => {
  for (const sign of SIGNS) {
    const { width, height, rgba } = await decode(committed(`main/tray/icons/${sign}.png`));
    // a pixel of the line, which every picture has at its left
    const at = ((height - 3) * width + 8) * 4;
    const colour = [...rgba.subarray(at, at + 3)];
    assert.equal(rgba[at + 3], 255, sign);
    for (const background of [
      [0x1f, 0x1f, 0x1f],
      [0xf3, 0xf3, 0xf3],
    ])
      assert.ok(contrast(colour, background) >= 3, `${sign}: ${contrast(colour, background).toFixed(2)}`);
  }
});

test('what phones cut to their own shape has the tile’s colour up to the corners, and nothing of the picture near them', async () => {
  const pages = 'renderer/chat/public/icons';
  for (const [name, held] of [
    ['apple-touch', 1],
    ['maskable', 0.8],
  ] as const) {
    const { width, rgba } = await decode(committed(`${pages}/${name}.png`));
    const tile = [0x00, 0x5f, 0x62, 255];
    for (let y = 0; y < width; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const isOutside = Math.hypot(x + 0.5 - width / 2, y + 0.5 - width / 2) > (width * held) / 2;
        const at = (y * width + x) * 4;
        if (isOutside)
          assert.deepEqual([...rgba.subarray(at, at + 4)], tile, `${name} at ${String(x)}, ${String(y)}`);
      }
    }
  }
});
