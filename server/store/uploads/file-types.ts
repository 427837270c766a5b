// Which contents fit which extension, and what may be shown in a browser.
import { ChatError } from '../../../protocol/errors.ts';

/** What file-type made of the first bytes. */
export interface Sniffed {
  /** Its usual extension */
  ext: string;
  mime: string;
}

const TEXT = 'text/plain';
const OPEN_XML = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  // where the telling entry is not among the first
  'application/zip',
];
const JPEG = ['image/jpeg'];
const OLD_OFFICE = ['application/x-cfb'];

const FITTING: ReadonlyMap<string, readonly string[]> = new Map([
  ['pdf', ['application/pdf']],
  ['png', ['image/png', 'image/apng']],
  ['jpg', JPEG],
  ['jpeg', JPEG],
  ['gif', ['image/gif']],
  ['webp', ['image/webp']],
  // cameras write brands of their own into the same container
  ['mp4', ['video/mp4', 'video/x-m4v', 'video/quicktime', 'video/3gpp', 'audio/mp4', 'audio/x-m4a']],
  ['webm', ['video/webm']],
  ['mp3', ['audio/mpeg']],
  ['wav', ['audio/wav']],
  ['ogg', ['audio/ogg', 'audio/ogg; codecs=opus', 'video/ogg', 'application/ogg']],
  ['rar', ['application/x-rar-compressed']],
  ['doc', OLD_OFFICE],
  ['xls', OLD_OFFICE],
  ['ppt', OLD_OFFICE],
  ['docx', OPEN_XML],
  ['pptx', OPEN_XML],
  ['xlsx', OPEN_XML],
]);

// Three of these letters begin many a sentence ("BMW …", "solid …"), and none of these formats can be text
// without control characters.
const WEAK_MAGIC: ReadonlySet<string> = new Set([
  'image/bmp',
  'application/x-msdownload',
  'model/stl',
  'audio/mpeg',
  'image/gif',
  'application/x-shockwave-flash',
  'application/x-cpio',
  'audio/x-musepack',
]);

const INLINE: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
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
  TEXT,
]);
const INLINE_EXTENSIONS: ReadonlySet<string> = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'mp4',
  'webm',
  'mp3',
  'wav',
  'ogg',
  'txt',
]);
const IMAGES: ReadonlySet<string> = new Set([
  'image/png',
  'image/apng',
  'image/jpeg',
  'image/gif',
  'image/webp',
]);
const MIME = /^[\w.+-]+\/[\w.+-]+(?:; codecs=[\w.,]+)?$/;

/** Throws `file_type` unless the host allows the extension (lower case, no dot). */
export function requireAllowed(extension: string, allowed: readonly string[]): void {
  if (allowed.includes(extension)) return;
  const what = extension === '' ? 'Files without an extension are' : `.${extension} files are`;
  throw new ChatError('file_type', `${what} not allowed here. Allowed are: ${allowed.join(', ')}`);
}

/**
 * The MIME type of a file whose contents fit its extension; throws `file_type` otherwise. `isText`: all of it
 * is clean UTF-8.
 */
export function fittingType(extension: string, sniffed: Sniffed | undefined, isText: boolean): string {
  if (fits(extension, sniffed, isText)) return extension === 'txt' || !sniffed ? TEXT : sniffed.mime;
  const found = sniffed ? `it looks like ${sniffed.mime}` : 'its contents are of no known kind';
  throw new ChatError(
    'file_type',
    extension === 'txt'
      ? 'A .txt file must be plain text in UTF-8 without control characters'
      : `The file is not what its name says: it ends in .${extension}, but ${found}`,
  );
}

function fits(extension: string, sniffed: Sniffed | undefined, isText: boolean): boolean {
  if (extension === 'txt')
    return isText && (!sniffed || sniffed.mime.startsWith('text/') || WEAK_MAGIC.has(sniffed.mime));
  // every zip is a zip, whatever file-type recognises inside
  if (extension === 'zip') return sniffed !== undefined && isZip(sniffed);
  const types = FITTING.get(extension);
  if (types) return sniffed !== undefined && types.includes(sniffed.mime);
  // an extension that the host added
  return sniffed ? sniffed.ext === extension : isText;
}

function isZip({ ext, mime }: Sniffed): boolean {
  return (
    mime === 'application/zip' ||
    mime.startsWith('application/vnd.o') ||
    ['jar', 'apk', 'xpi', 'epub', '3mf', 'vsdx', 'key', 'numbers', 'pages'].includes(ext)
  );
}

/** Whether a thumbnail can be made of it. */
export function isImage(type: string): boolean {
  return IMAGES.has(type);
}

/** How a stored file is served: its Content-Type, and whether a browser may show it. */
export function servedAs(
  type: string,
  extension: string,
): { type: string; disposition: 'inline' | 'attachment' } {
  const known = MIME.test(type) ? type : 'application/octet-stream';
  const disposition = INLINE.has(known) && INLINE_EXTENSIONS.has(extension) ? 'inline' : 'attachment';
  return { type: known === TEXT ? 'text/plain; charset=utf-8' : known, disposition };
}

/** The type of an old server's thumbnail; undefined where it is no picture that may be shown. */
export function imageTypeOf(extension: string): string | undefined {
  const type = FITTING.get(extension)?.[0];
  return type !== undefined && isImage(type) ? type : undefined;
}
