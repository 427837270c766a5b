// What a person may be called, and when two names are taken for the same.
import { remove as withoutLookAlikes } from 'confusables';
import { ChatError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';

// control, format (bidi, zero-width), separators, private and lone surrogates, the blank braille cell; all
// that is drawn as nothing, but for the selector that makes an emoji of a character
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u2800]|[\p{Default_Ignorable_Code_Point}--\ufe0f]/v;
const ALL_UNFIT = new RegExp(UNFIT.source, 'gv');
const VISIBLE = /[^\s\p{M}\ufe0f]/u;
/** A grapheme may carry many marks; a name has room for a few. */
const MAX_UNITS = LIMITS.name * 4;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name in its normal form; `bad_name` with the reason where it cannot be used. */
export function checkName(name: string): string {
  const normal = normalise(name);
  if (UNFIT.test(normal))
    throw new ChatError('bad_name', 'A name cannot have invisible or control characters');
  if (!VISIBLE.test(normal)) throw new ChatError('bad_name', 'A name needs at least one visible character');
  if (normal.length > MAX_UNITS || length(normal) > LIMITS.name)
    throw new ChatError('bad_name', `A name has at most ${String(LIMITS.name)} characters`);
  return normal;
}

/**
 * The nearest usable name: for legacy clients, whose names are never refused. `id` names somebody of whose name
 * nothing is left.
 */
export function cleanName(name: string, id: string): string {
  const fit = normalise(normalise(name.slice(0, 1_000)).replace(ALL_UNFIT, ''));
  const cut = firstGraphemes(fit, LIMITS.name);
  return VISIBLE.test(cut) ? cut : `Guest ${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 4)}`.trim();
}

/**
 * Names with equal keys are taken for the same: by compatibility form, case (an i with, without and with one
 * more dot), and letters that look alike (Cyrillic a for Latin a).
 */
export function nameKey(name: string): string {
  const folded = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/ı|i\u0307/g, 'i');
  const plain = Array.from(folded, (character) =>
    isOwnLetter(character) ? character : lookAlike(character),
  ).join('');
  return plain.toLowerCase().normalize('NFC');
}

/** `name` with the first number that makes it free. */
export function suggestName(name: string, isFree: (name: string) => boolean): string {
  for (let number = 2; ; number += 1) {
    const ending = ` ${String(number)}`;
    const suggestion = `${firstGraphemes(name, LIMITS.name - ending.length)}${ending}`;
    if (isFree(suggestion)) return suggestion;
  }
}

function normalise(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

function length(text: string): number {
  return [...graphemes.segment(text)].length;
}

function firstGraphemes(text: string, count: number): string {
  let kept = '';
  let number = 0;
  for (const { segment } of graphemes.segment(text)) {
    number += 1;
    if (number > count || kept.length + segment.length > MAX_UNITS) break;
    kept += segment;
  }
  return kept.trim();
}

// the library maps ö to o and ß to b as well; Jörg and Jorg are two people
function isOwnLetter(character: string): boolean {
  return (character.normalize('NFD').codePointAt(0) ?? 0) < LATIN_END;
}
const LATIN_END = 0x250;

function lookAlike(character: string): string {
  return /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(
    character,
  )
    ? withoutLookAlikes(character)
    : character;
}
