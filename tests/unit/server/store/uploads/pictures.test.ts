import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import type { FileRecord } from '../../../../../protocol/message.ts';
import { chunks, LIMIT, listing, open, picture, RULE, type Opened } from './helpers.ts';

const options = { limit: LIMIT, rule: RULE };
const thumbnailOf = ({ thumbnail_url: url }: FileRecord): string =>
  decodeURIComponent((url ?? assert.fail('no thumbnail')).slice('/api/files/'.length));

// made before anything is opened: from then on sharp reads nothing from memory any more in this process
const frames = await Promise.all(
  ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer(),
  ),
);
const animation = await sharp(frames, { join: { animated: true } })
  .gif()
  .toBuffer();
assert.equal((await sharp(animation).metadata()).pages, 3);

/** Its path. */
async function openThumbnail({ uploads }: Opened, record: FileRecord): Promise<string> {
  const file = (await uploads.open(thumbnailOf(record))) ?? assert.fail('no thumbnail');
  return join(file.folder, file.stored);
}

test('pictures get their size and a thumbnail within 300 x 200', async (t) => {
  const opened = await open(t);
  const table: [name: string, bytes: Buffer, size: [number, number], thumbnail: [number, number]][] = [
    ['a.png', await picture(1200, 400).png().toBuffer(), [1200, 400], [300, 100]],
    ['a.jpg', await picture(400, 1200).jpeg().toBuffer(), [400, 1200], [67, 200]],
    ['small.webp', await picture(40, 30).webp().toBuffer(), [40, 30], [40, 30]],
    [
      'rotated.jpg',
      await picture(800, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      [400, 800],
      [100, 200],
    ],
    ['a.gif', await picture(30, 20).gif().toBuffer(), [30, 20], [30, 20]],
    ['Ünï 🎉.png', await picture(10, 10).png().toBuffer(), [10, 10], [10, 10]],
  ];
  for (const [filename, bytes, [width, height], thumbnail] of table) {
    const record = await opened.uploads.save(chunks(bytes), { ...options, filename });
    assert.deepEqual([record.width, record.height], [width, height], filename);
    assert.equal(thumbnailOf(record), `thumb_${record.unique_filename}.webp`);
    const drawn = await openThumbnail(opened, record);
    const meta = await sharp(drawn).metadata();
    assert.deepEqual([meta.format, meta.width, meta.height], ['webp', ...thumbnail], filename);
    assert.deepEqual(
      [meta.exif, meta.icc, meta.xmp, meta.orientation],
      [undefined, undefined, undefined, undefined],
    );
  }
  assert.equal((await listing(opened.env.folder)).length, 2 * table.length);
});

test('of an animation the first frame is drawn', async (t) => {
  const opened = await open(t);
  const record = await opened.uploads.save(chunks(animation), { ...options, filename: 'a.gif' });
  assert.deepEqual([record.width, record.height], [40, 30]);
  const { data, info } = await sharp(await openThumbnail(opened, record))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [40, 30]);
  assert.ok((data[0] ?? 0) > 200 && (data[1] ?? 255) < 50 && (data[2] ?? 255) < 50, 'red');
});

test('too many pixels are never decoded', async (t) => {
  const { uploads, env } = await open(t);
  const bomb = await picture(8_000, 8_000).png().toBuffer();
  const record = await uploads.save(chunks(bomb), { ...options, filename: 'bomb.png' });
  assert.deepEqual([record.width, record.height, record.thumbnail_url], [8_000, 8_000, null]);
  assert.equal(await uploads.open(`thumb_${record.unique_filename}.webp`), undefined);
  assert.equal((await listing(env.folder)).length, 1);
});

test('a damaged picture is kept without a thumbnail', async (t) => {
  const { uploads } = await open(t);
  const png = await picture(500, 500).png({ compressionLevel: 0 }).toBuffer();
  const cut = await uploads.save(chunks(png.subarray(0, png.length / 2)), {
    ...options,
    filename: 'cut.png',
  });
  assert.deepEqual([cut.width, cut.height, cut.thumbnail_url], [500, 500, null]);
  const headless = await uploads
    .save(chunks(Buffer.concat([png.subarray(0, 8), Buffer.alloc(5000, 7)])), {
      ...options,
      filename: 'head.png',
    })
    .catch((error: unknown) => error);
  // whether file-type takes eight bytes for a picture is its business; ours is that nothing breaks
  assert.ok(headless instanceof Error ? 'code' in headless && headless.code === 'type_denied' : true);
});

test('while one is being drawn others are answered at once, and made later', async (t) => {
  const opened = await open(t);
  const pictures = await Promise.all(
    Array.from({ length: 6 }, (_each, n) =>
      picture(1500 + n, 1500)
        .png()
        .toBuffer(),
    ),
  );
  const records = await Promise.all(
    pictures.map((bytes) => opened.uploads.save(chunks(bytes), { ...options, filename: 'a.png' })),
  );
  for (const record of records) {
    const meta = await sharp(await openThumbnail(opened, record)).metadata();
    assert.deepEqual([meta.format, meta.height], ['webp', 200]);
  }
  assert.equal((await listing(opened.env.folder)).length, 12);
});

test('a damaged picture whose thumbnail was promised is not found', async (t) => {
  const { uploads } = await open(t);
  const large = await picture(4000, 4000).png().toBuffer();
  const png = await picture(500, 500).png({ compressionLevel: 0 }).toBuffer();
  const cut = png.subarray(0, png.length / 2);
  const [, record] = await Promise.all([
    uploads.save(chunks(large), { ...options, filename: 'a.png' }),
    uploads.save(chunks(cut), { ...options, filename: 'cut.png' }),
  ]);
  assert.equal(await uploads.open(`thumb_${record.unique_filename}.webp`), undefined);
});

const lost = async (t: TestContext): Promise<{ opened: Opened; record: FileRecord }> => {
  const opened = await open(t);
  const record = await opened.uploads.save(chunks(await picture(600, 600).png().toBuffer()), {
    ...options,
    filename: 'a.png',
  });
  await rm(join(opened.env.folder, 'uploads', thumbnailOf(record)));
  return { opened, record };
};

test('a lost thumbnail is made when somebody asks, once for all who ask', async (t) => {
  const { opened, record } = await lost(t);
  const all = await Promise.all(Array.from({ length: 5 }, () => openThumbnail(opened, record)));
  assert.equal(new Set(all).size, 1);
  assert.equal((await sharp(all[0]).metadata()).width, 200);
});

test('uploads with equal bytes share their thumbnail', async (t) => {
  const opened = await open(t);
  const bytes = await picture(600, 600).png().toBuffer();
  const first = await opened.uploads.save(chunks(bytes), { ...options, filename: 'a.png' });
  const second = await opened.uploads.save(chunks(bytes), { ...options, filename: 'b.png' });
  assert.deepEqual([second.width, second.height], [600, 600]);
  assert.notEqual(first.thumbnail_url, second.thumbnail_url);
  assert.deepEqual(await openThumbnail(opened, first), await openThumbnail(opened, second));
  assert.equal((await listing(opened.env.folder)).length, 2);
});

test('sharp reads nothing but the four kinds', async (t) => {
  const { env } = await open(t);
  const { drawThumbnail, readFacts } = await import('../../../../../server/store/uploads/pictures.ts');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>';
  const tiff = await picture(10, 10).tiff().toBuffer();
  for (const [name, bytes] of [
    ['a.svg', svg],
    ['svg.png', svg],
    ['a.tif', tiff],
    ['tif.jpg', tiff],
  ] as const) {
    const path = join(env.folder, name);
    await writeFile(path, bytes);
    assert.equal(await readFacts(path), undefined, name);
    await assert.rejects(drawThumbnail(path), name);
  }
});
