// Windows' icon format: several sizes in one file. png2icons scales one picture down, which blurs small ones;
// here each size was drawn for itself.

export interface Frame {
  size: number;
  /** Rows from the top, four bytes a pixel: red, green, blue, alpha */
  rgba: Buffer;
  png: Buffer;
}

const HEADER = 6;
const ENTRY = 16;
const BITMAP_HEADER = 40;

/**
 * Small frames are bitmaps, which everything can read; from 64 pixels on they are PNGs, or the file would be
 * large.
 */
export function ico(frames: readonly Frame[]): Buffer {
  const head = Buffer.alloc(HEADER + ENTRY * frames.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(frames.length, 4);
  const images = frames.map((frame) => (frame.size < 64 ? bitmap(frame) : frame.png));
  let offset = head.length;
  for (const [n, { size }] of frames.entries()) {
    const at = HEADER + ENTRY * n;
    const length = images[n]?.length ?? 0;
    // one byte each: 0 means 256
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([head, ...images]);
}

/**
 * Rows from the bottom, blue first, and a mask of one bit a pixel that is all zero: the alpha says what is
 * transparent.
 */
function bitmap({ size, rgba }: Frame): Buffer {
  const mask = Math.ceil(size / 32) * 4 * size;
  const out = Buffer.alloc(BITMAP_HEADER + rgba.length + mask);
  out.writeUInt32LE(BITMAP_HEADER, 0);
  out.writeInt32LE(size, 4);
  // picture and mask one above the other
  out.writeInt32LE(size * 2, 8);
  out.writeUInt16LE(1, 12);
  out.writeUInt16LE(32, 14);
  out.writeUInt32LE(rgba.length + mask, 20);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = ((size - 1 - row) * size + column) * 4;
      const to = BITMAP_HEADER + (row * size + column) * 4;
      out.writeUInt32BE(
        rgba.readUInt8(from + 2) * 2 ** 24 +
          rgba.readUInt8(from + 1) * 2 ** 16 +
          rgba.readUInt8(from) * 2 ** 8 +
          rgba.readUInt8(from + 3),
        to,
      );
    }
  }
  return out;
}
