// Which characters a name may have (protocol, extension 5).
import { toUnicode } from 'tr46';

// control and format characters (bidi, zero-width), separators, private use, lone surrogates, the blank braille
// cell and everything invisible. Whether a joiner is fine depends on the characters beside it
const UNFIT =
  /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u2800\p{Default_Ignorable_Code_Point}]--[\u{200c}\u{200d}]]/gv;
// some keyboards add the selector to emoji that need none
const EMOJI = /\p{RGI_Emoji}(?:(?<=\p{Emoji_Presentation})\ufe0f)?/gv;
const WORD = /[\p{L}\p{M}\p{N}\u{200c}\u{200d}]+/gv;
const ARABIC_WORD = /\p{Script=Arabic}[\p{Script_Extensions=Arabic}\p{M}\u200c]*/gv;
const JOINERS = /([\u{200c}\u{200d}])/gv;
/** A text that needs more rounds, which no keyboard types, loses all joiners, selectors and tags. */
const MAX_ROUNDS = 4;

/** NFC, trimmed, white space collapsed. */
export function normalise(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/**
 * Removes the non-joiners of Arabic script that IDNA does not allow and that change nothing: Persian keyboards
 * type one after every part of a name, also after letters that never join the next one.
 */
export function withoutIdleJoiners(text: string): string {
  return text.replace(ARABIC_WORD, fitJoiners);
}

/** `text` in its normal form, without the characters that a name cannot have. */
export function fitCharacters(text: string): string {
  let fit = normalise(text);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = normalise(betweenEmoji(fit, (part) => part.replace(UNFIT, '').replace(WORD, fitJoiners)));
    if (next === fit) return fit;
    // the characters left over may combine differently
    fit = next;
  }
  return normalise(fit.replace(JOINERS, '').replace(UNFIT, ''));
}

/** Keeps the emoji of `text`, whose joiners, selectors and tags are their own, and changes the rest. */
function betweenEmoji(text: string, change: (part: string) => string): string {
  let result = '';
  let end = 0;
  for (const { 0: emoji, index } of text.matchAll(EMOJI)) {
    result += change(text.slice(end, index)) + emoji;
    end = index + emoji.length;
  }
  return result + change(text.slice(end));
}

/** Removes the joiners of a word that IDNA would not allow there. */
function fitJoiners(word: string): string {
  // the joiners are at the odd places
  const parts = word.split(JOINERS);
  return parts
    .filter((part, at) => at % 2 === 0 || mayJoin(parts[at - 1] ?? '', part, parts[at + 1] ?? ''))
    .join('');
}

/** CONTEXTJ (RFC 5892, A.1 and A.2): after a virama, and non-joiners between letters that would join. */
function mayJoin(before: string, joiner: string, after: string): boolean {
  // Unicode (chapter 12.2) writes the Bengali ra before a ya-phala so, which IDNA does not know
  if (joiner === '\u200d' && before.endsWith('র') && after.startsWith('\u09cd\u09af')) return true;
  return !toUnicode(`${before}${joiner}${after}`, { checkJoiners: true }).error;
}
