// Which files a server accepts, judged by their names. The server asks this before it reads a file, clients
// before they send one.
import { ChatError } from './errors.ts';

/** Programs and scripts that start by a double click on the systems we know. */
export const PROGRAM_TYPES: readonly string[] = [
  'exe',
  'msi',
  'bat',
  'cmd',
  'com',
  'scr',
  'ps1',
  'vbs',
  'js',
  'jse',
  'wsf',
  'lnk',
  'reg',
  'hta',
  'jar',
  'app',
  'dmg',
  'pkg',
  'deb',
  'rpm',
  'sh',
  'desktop',
  'apk',
];

/** Extensions in lower case, without dots: either every type but these, or only these. */
export type UploadRule =
  | { deny: readonly string[]; allow?: undefined }
  | { allow: readonly string[]; deny?: undefined };

/** The rule in what a server says when somebody joins (`server.limits`). */
export function ruleOf({
  types,
  denied_types: deny,
}: {
  types: readonly string[];
  denied_types?: readonly string[];
}): UploadRule {
  return deny ? { deny } : { allow: types };
}

// what no reader sees: control and format characters, and what fonts draw as nothing
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * The extensions under which a system may open a file of this name, in lower case and without dots; "" for
 * none. Windows ignores dots and spaces at the end, what follows a colon names a stream of the file before
 * it, and older programs read a name only up to its first NUL.
 */
export function extensionsOf(name: string): readonly string[] {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const found = last.split(/[:\0]/).map((part) => {
    const clean = part.normalize('NFKC').replace(UNSEEN, '');
    let end = clean.length;
    // no regular expression: of a long row of dots it would try every beginning
    while (end > 0 && /[.\s]/u.test(clean.charAt(end - 1))) end -= 1;
    const dot = clean.lastIndexOf('.', end - 1);
    return end === 0 || dot < 0 ? '' : clean.slice(dot + 1, end).toLowerCase();
  });
  return [...new Set(found)];
}

/** The extension for which the rule refuses a name, "" for a missing one; undefined if it is accepted. */
export function refusedExtension(name: string, { allow, deny }: UploadRule): string | undefined {
  return extensionsOf(name).find((each) => (deny ? deny.includes(each) : !allow.includes(each)));
}

/** The refusal of a whole file by its size; says who can change that. */
export function fileTooLarge(limit: number): ChatError {
  return new ChatError(
    'too_large',
    `The file is too large: at most ${sizeInWords(limit)} are allowed. The host can raise this limit.`,
  );
}

/** `10 MB`, `1.5 GB`, `512 bytes` */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  if (megabytes >= 1024) return `${String(Math.round(megabytes / 102.4) / 10)} GB`;
  return megabytes >= 1 ? `${String(Math.round(megabytes * 10) / 10)} MB` : `${String(bytes)} bytes`;
}
