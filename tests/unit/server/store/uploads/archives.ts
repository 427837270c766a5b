// Archives, packages and containers, as bytes.
import { deflateRawSync } from 'node:zlib';

export const zero = (bytes: number): Buffer => Buffer.alloc(bytes);
export const of = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** A zip: local headers, directory, end. */
export function zip(
  entries: Record<string, string | Buffer>,
  { deflate = false, comment = '' }: { deflate?: boolean; comment?: string } = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const plain = Buffer.from(text);
    const packed = deflate ? deflateRawSync(plain) : plain;
    const method = [deflate ? 8 : 0, 0];
    const sizes = zero(8);
    sizes.writeUInt32LE(packed.length, 0);
    sizes.writeUInt32LE(plain.length, 4);
    const nameLength = zero(2);
    nameLength.writeUInt16LE(name.length);
    const at = zero(4);
    at.writeUInt32LE(offset);
    const times = [0, 0, 0, 0];
    const head = [[20, 0, 0, 0], method, times, zero(4), sizes, nameLength];
    const local = of('PK\x03\x04', ...head, zero(2), name, packed);
    directory.push(of('PK\x01\x02', [20, 0], ...head, zero(12), at, name));
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = zero(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, list, end, Buffer.from(comment)]);
}

/** A compound file whose root entry has this class; its directory lies in the given sector. */
export function compound(classId: string, sector = 1): Buffer {
  const header = of([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zero(504));
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(sector, 48);
  const root = zero(512);
  root.write('Root Entry', 0, 'utf16le');
  root.write(classId, 80, 'hex');
  return Buffer.concat([header, zero(512 * sector), root]);
}

/** {000C1084-0000-0000-C000-000000000046} as it is stored */
export const MSI_CLASS = '84100c0000000000c000000000000046';
/** Word's */
export const WORD_CLASS = '0609020000000000c000000000000046';
