// Names of uploads: readable, and valid on Windows, macOS and Linux.
import filenamify from 'filenamify';

/** Bytes left for the name in `thumb_<uuid>_<name>.webp`: file systems take 255. */
const NAME_BYTES = 255 - 'thumb_'.length - 36 - '_'.length - '.webp'.length;
const LONGEST_EXTENSION = 32;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = /^\p{RGI_Emoji}$/v;
// control and format characters (bidi, zero-width), line separators, and what fonts draw as nothing
const UNSEEN = /[[\p{Cc}--[\t\n\r]]\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gv;
// filenamify would put a replacement for each; without them the flag of England is a black flag
const TAGS = /[\u{e0000}-\u{e007f}]/gu;

/**
 * The name under which a file is kept and offered for download: the last part of a path, in NFC, without
 * characters that are unseen or that a file system refuses, at most 207 bytes of UTF-8 (cut between
 * graphemes, its extension kept). Emoji and umlauts stay.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const { base, extension } = split(
    withoutUnseen(last)
      .normalize('NFC')
      .trim()
      .replace(/[. ]+$/, ''),
  );
  const valid = split(
    filenamify(`${trimBase(base) || 'file'}${extension}`, { replacement: '_', maxLength: Infinity }),
  );
  const room = NAME_BYTES - Buffer.byteLength(valid.extension);
  return `${trimBase(cut(valid.base, room)) || 'file'}${valid.extension}`;
}

/** The extension in lower case, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return split(name).extension.slice(1).toLowerCase();
}

function split(name: string): { base: string; extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot);
  if (extension.length < 2 || Buffer.byteLength(extension) > LONGEST_EXTENSION)
    return { base: name, extension: '' };
  return { base: name.slice(0, dot), extension };
}

// a leading dot would hide the file, a trailing one or a space is lost on Windows
function trimBase(base: string): string {
  return base.replace(/^[.\s]+|[.\s]+$/g, '');
}

function withoutUnseen(text: string): string {
  let seen = '';
  for (const { segment } of graphemes.segment(text)) {
    // a family of emoji is held together by zero-width joiners
    seen += EMOJI.test(segment) ? segment.replace(TAGS, '') : segment.replace(UNSEEN, '');
  }
  return seen;
}

function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += Buffer.byteLength(segment);
    if (used > bytes) break;
    kept += segment;
  }
  return kept;
}
