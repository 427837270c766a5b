// What a person may be called. When two names are the same is in look-alikes.ts.
import { ChatError } from '../../../protocol/errors.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import { fitCharacters, normalise, withoutIdleJoiners } from './characters.ts';

const VISIBLE = /[^\s\p{M}\p{Default_Ignorable_Code_Point}]/u;
/** A grapheme may carry many marks; a name has room for a few. */
const MAX_UNITS = LIMITS.name * 4;
/** How many units of a legacy client's name are read: more than are kept, because some may have to go */
const MAX_READ = MAX_UNITS * 4;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name in its normal form; `bad_name` with what is wrong and what would be right. */
export function checkName(name: string): string {
  const given = normalise(name);
  const tooLong = `A name has at most ${String(LIMITS.name)} characters: shorten it`;
  // first, so that a long name is cheap to refuse
  if (given.length > MAX_UNITS) throw new ChatError('bad_name', tooLong);
  const normal = withoutIdleJoiners(given);
  const fit = fitCharacters(normal);
  if (fit !== normal) throw new ChatError('bad_name', aboutUnfit(normal, fit));
  if (!VISIBLE.test(normal))
    throw new ChatError('bad_name', 'A name needs at least one visible character: add a letter');
  if (length(normal) > LIMITS.name) throw new ChatError('bad_name', tooLong);
  return normal;
}

/**
 * The nearest usable name: for legacy clients, whose names are never refused. `id` names somebody of whose name
 * nothing is left.
 */
export function cleanName(name: string, id: string): string {
  const fit = fitCharacters(normalise(name.slice(0, MAX_READ)));
  // the cut may leave a joiner at the end
  const cut = fitCharacters(firstGraphemes(fit, LIMITS.name, MAX_UNITS));
  return VISIBLE.test(cut) ? cut : `Guest ${id.replace(/[^A-Za-z0-9]/g, '').slice(0, 4)}`.trim();
}

/**
 * Returns `name` with a number that makes it free: the first free one, unless the taken ones have gaps. Calls
 * `isFree` about forty times at most, however many are taken: doubles the number until it is free, then searches
 * between the last two by halving.
 */
export function suggestName(name: string, isFree: (name: string) => boolean): string {
  const numbered = (number: number): string => {
    const ending = ` ${String(number)}`;
    const room = [LIMITS.name - ending.length, MAX_UNITS - ending.length] as const;
    return `${fitCharacters(firstGraphemes(name, ...room))}${ending}`;
  };
  let taken = 1;
  let free = 2;
  while (!isFree(numbered(free))) {
    taken = free;
    // somebody may have taken all powers of two, but not numbers that they cannot guess
    free = free < MOST_DOUBLED ? free * 2 : MOST_DOUBLED + Math.floor(Math.random() * MOST_DOUBLED * 1_000);
  }
  while (free - taken > 1 && taken < MOST_DOUBLED) {
    const between = Math.floor((taken + free) / 2);
    if (isFree(numbered(between))) free = between;
    else taken = between;
  }
  return numbered(free);
}
const MOST_DOUBLED = 2 ** 20;

function aboutUnfit(normal: string, fit: string): string {
  const characters = Array.from(fit);
  const unfit = Array.from(normal).find((character, at) => character !== characters[at]) ?? '';
  const code = (unfit.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const right = VISIBLE.test(fit) ? `"${fit}" would be right` : 'Choose one with letters';
  return `A name cannot have the invisible character U+${code} there. ${right}`;
}

function length(text: string): number {
  return [...graphemes.segment(text)].length;
}

function firstGraphemes(text: string, count: number, units: number): string {
  let kept = '';
  let number = 0;
  for (const { segment } of graphemes.segment(text)) {
    number += 1;
    if (number > count || kept.length + segment.length > units) break;
    kept += segment;
  }
  return kept.trim();
}
