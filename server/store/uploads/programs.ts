// Programs by their content: what a system would run, whatever the file is called. Scripts are text and are
// recognised by their names alone.
import { isProgramArchive, type FileBytes } from './program-archive.ts';
import { looksLikeText } from './text-encoding.ts';

/** The type of the deny list that refuses it under any name. */
export type ProgramType = 'exe' | 'lnk' | 'msi' | 'jar' | 'apk' | 'deb' | 'rpm';

const HEAD_BYTES = 4096;

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

const MACH_O = ['feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabf', 'bebafeca', 'bfbafeca'].map(
  bytes,
);
const NATIVE = [Buffer.from('MZ'), bytes('7f454c46'), ...MACH_O];
/** Of a Mach-O file for several processors; compiled Java begins with the same bytes */
const UNIVERSAL = bytes('cafebabe');
/** The first version of compiled Java, which stands where a universal file counts its processors */
const FIRST_JAVA = 45;
const SHORTCUT = bytes('4c000000 01140200 00000000 c0000000 00000046');
const COMPOUND = bytes('d0cf11e0a1b11ae1');
/** {000C1084-0000-0000-C000-000000000046} */
const MSI_CLASS = bytes('84100c00 0000 0000 c000 000000000046');
const DEBIAN = Buffer.from('!<arch>\ndebian-binary');
const RPM = bytes('edabeedb');

/** What kind of program it is; undefined if it is none. */
export async function programTypeOf(file: FileBytes): Promise<ProgramType | undefined> {
  const head = await file.read(0, HEAD_BYTES);
  const begins = (mark: Buffer): boolean => head.subarray(0, mark.length).equals(mark);
  // "MZ", and some of the others, begin many a text
  if (!looksLikeText(head)) {
    if (NATIVE.some(begins) || isUniversal(head)) return 'exe';
    if (begins(SHORTCUT)) return 'lnk';
  }
  if (begins(DEBIAN)) return 'deb';
  if (begins(RPM)) return 'rpm';
  if (begins(COMPOUND)) return (await isMsi(file, head)) ? 'msi' : undefined;
  return isProgramArchive(file);
}

function isUniversal(head: Buffer): boolean {
  if (!head.subarray(0, UNIVERSAL.length).equals(UNIVERSAL)) return false;
  return head.length < 8 || head.readUInt32BE(4) < FIRST_JAVA;
}

/** Looks at the class of the first entry in the directory of a compound file. */
async function isMsi(file: FileBytes, head: Buffer): Promise<boolean> {
  if (head.length < 52) return false;
  const sectorSize = 2 ** Math.min(head.readUInt16LE(30), 20);
  const root = (head.readUInt32LE(48) + 1) * sectorSize;
  return (await file.read(root + 80, MSI_CLASS.length)).equals(MSI_CLASS);
}
