// What a file is served as: by what its bytes are, and by its name where the bytes leave it open. Which files
// are accepted is no matter of this.
import type { TextEncoding } from './text-encoding.ts';

/** What file-type made of the first bytes. */
export interface Sniffed {
  /** Its usual extension */
  ext: string;
  mime: string;
}

const TEXT = 'text/plain';
const BINARY = 'application/octet-stream';
const ZIP = 'application/zip';
const COMPOUND = 'application/x-cfb';

/**
 * What programs write under these names besides their own format: Word writes RTF as `.doc`, and many write
 * HTML as `.xls`.
 */
const OLD_OFFICE: ReadonlyMap<string, string> = new Map([
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
]);
const OPEN_XML: ReadonlyMap<string, string> = new Map([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
]);
/** Texts that phones open with the right app if the type says what they are; all are attachments. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['csv', 'text/csv'],
  ['ics', 'text/calendar'],
  ['vcf', 'text/vcard'],
  ['md', 'text/markdown'],
]);
/** Formats whose files may consist of text alone; with their own extension they are that format. */
const TEXT_FORMATS: ReadonlySet<string> = new Set(['pdf', 'rtf', 'ps', 'eps']);
/** One container for films and sound: only the name says that there is no picture. */
const SOUND_OF_MP4: ReadonlySet<string> = new Set(['m4a', 'm4b']);
const MP4: ReadonlySet<string> = new Set(['video/mp4', 'audio/mp4', 'audio/x-m4a', 'video/x-m4v']);

const IMAGES: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['apng', 'image/apng'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['jfif', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
]);
const IMAGE_TYPES: ReadonlySet<string> = new Set(IMAGES.values());
const MEDIA_TYPES: ReadonlySet<string> = new Set([
  'video/mp4',
  'audio/mp4',
  'video/webm',
  'audio/mpeg',
  'audio/wav',
  'audio/x-wav',
  'audio/ogg',
  'audio/ogg; codecs=opus',
  'video/ogg',
  'application/ogg',
]);
const MEDIA_EXTENSIONS: ReadonlySet<string> = new Set([
  'mp4',
  'm4a',
  'm4b',
  'webm',
  'mp3',
  'wav',
  'ogg',
  'oga',
  'ogv',
  'opus',
]);
const MIME = /^[\w.+-]+\/[\w.+-]+(?:; codecs=[\w.,]+)?$/;

/** The MIME type of a file; `encoding` is given if all of it is text. `extension`: lower case, no dot. */
export function typeOf(
  extension: string,
  sniffed: Sniffed | undefined,
  encoding: TextEncoding | undefined,
): string {
  return encoding === undefined ? typeOfBinary(extension, sniffed) : typeOfText(extension, sniffed);
}

// Three letters begin many a sentence ("BMW …", "solid …", "MAC …"): what is text is what its name says
function typeOfText(extension: string, sniffed: Sniffed | undefined): string {
  if (sniffed?.ext === extension && TEXT_FORMATS.has(extension)) return sniffed.mime;
  return OLD_OFFICE.get(extension) ?? TEXTS.get(extension) ?? TEXT;
}

function typeOfBinary(extension: string, sniffed: Sniffed | undefined): string {
  if (!sniffed) return BINARY;
  const { mime } = sniffed;
  if (mime === COMPOUND)
    // with a password, today's office formats lie in the old container
    return OLD_OFFICE.get(extension) ?? OPEN_XML.get(extension) ?? COMPOUND;
  // where the telling entry is not among the first
  if (mime === ZIP) return OPEN_XML.get(extension) ?? ZIP;
  if (MP4.has(mime) && SOUND_OF_MP4.has(extension)) return 'audio/mp4';
  return MIME.test(mime) ? mime : BINARY;
}

/** Whether a thumbnail can be made of it. */
export function isImage(type: string): boolean {
  return IMAGE_TYPES.has(type);
}

/** How a stored file is served: its Content-Type, and whether a browser may show it. */
export function servedAs(
  type: string,
  extension: string,
  encoding: TextEncoding | undefined,
): { type: string; disposition: 'inline' | 'attachment' } {
  const known = MIME.test(type) ? type : BINARY;
  const isShown =
    (IMAGE_TYPES.has(known) && IMAGES.has(extension)) ||
    (MEDIA_TYPES.has(known) && MEDIA_EXTENSIONS.has(extension)) ||
    (known === TEXT && extension === 'txt');
  const charset = encoding !== undefined && encoding !== 'other' && known.startsWith('text/');
  return {
    type: charset ? `${known}; charset=${encoding}` : known,
    disposition: isShown ? 'inline' : 'attachment',
  };
}

/** The type of an old server's thumbnail; undefined where it is no picture that may be shown. */
export function imageTypeOf(extension: string): string | undefined {
  return IMAGES.get(extension);
}
