// When two names are the same: by the skeletons of UTS 39 and our additions (protocol, extension 5).
import unhomoglyph from 'unhomoglyph';

/**
 * Two names are the same if they share a key. There are at most three: what the name looks like, what it is
 * without regard to case and compatibility forms, and what it looks like in capitals. Names with one UTS 39
 * skeleton, or whose case folds have one, always share a key. No key has case, so that `pauI`, which looks like
 * `paul`, is the same as `PAUL`.
 */
export function nameKeys(name: string): readonly string[] {
  const capitals = name.normalize('NFKC').toUpperCase();
  const byLook = caseless(readStrokes(compatible(skeleton(name))));
  // lower case of capitals is full case folding, with ß as ss
  const byCase = caseless(skeleton(lower(capitals)));
  // an l has become an L here, so that every stroke is an I
  const byCapitals = caseless(compatible(skeleton(capitals)).replaceAll('l', 'i'));
  return [...new Set([byLook, byCase, byCapitals])];
}

/** Returns whether another name is the same as `name`. */
export function sameNameAs(name: string): (other: string) => boolean {
  const keys = new Set(nameKeys(name));
  return (other) => nameKeys(other).some((key) => keys.has(key));
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gv;

/** The skeleton of UTS 39: one string for all that looks like `text`. */
function skeleton(text: string): string {
  const seen = Array.from(text.normalize('NFD').replace(IGNORABLE, ''), (each) => ADDED.get(each) ?? each);
  return unhomoglyph(seen.join('')).normalize('NFD');
}

// The table is Unicode 13's. These are pairs of living scripts that newer versions have or see differently:
// Cyrillic and others for Latin, Kannada for Telugu, Gurmukhi for Devanagari, Malayalam for Tamil, vowel signs
// that Devanagari writes in two; and small capitals, of which no version has more than a few
const ADDED: ReadonlyMap<string, string> = new Map(
  `ӏl шw ШW þp ಐఐ ಗగ ಝఝ ಟట ದద ನన ರర ಳళ ਟट ਠठ ਮभ ਸम ਕव ਵह ഥம ഖவ ोाे ौाै
  ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ʏy`
    .split(/\s+/u)
    .map((pair) => /^(.)(.+)$/u.exec(pair)?.slice(1) ?? [])
    .map(([seen = '', like = '']) => [seen, like]),
);

/** Full-width letters and the like, which the table has only in part. */
function compatible(skeletal: string): string {
  return skeleton(skeletal.normalize('NFKC'));
}

/** Lower case; an i is the same without, with and with one more dot (Turkish). */
function lower(text: string): string {
  return text.toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ς', 'σ');
}

/** Lower case may look like something else (M like m, m like rn), which again may have another case. */
function caseless(text: string): string {
  let key = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = compatible(lower(key));
    if (next === key) return key;
    key = next;
  }
  return key;
}
const MAX_ROUNDS = 5;

/**
 * In a skeleton I, l, 1 and | are all `l`. People read such a stroke as a capital I at the start of a word and
 * among capitals (lda, ARlEL), else as an l (PauI). That keeps Iara and Lara, Aida and Alda apart, as replacing
 * every i by an l would not.
 */
function readStrokes(text: string): string {
  return text.replace(WORDS, (word) => {
    const isInCapitals = CAPITALS.test(word) && !/[\p{Ll}--l]/v.test(word);
    return word.replaceAll('l', (stroke, at: number) => (at === 0 || isInCapitals ? 'i' : stroke));
  });
}
const WORDS = /[\p{L}\p{M}\p{N}]+/gv;
const CAPITALS = /\p{Lu}.*\p{Lu}/v;
