// How somebody is drawn: pure, so that it can be tried without a page.

const HUES = 8;

/** 1 to 8, the same for an id on every machine. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261;
  for (const unit of new TextEncoder().encode(id)) hash = Math.imul(hash ^ unit, 16_777_619) >>> 0;
  return (hash % HUES) + 1;
}

// made when it is first used: the guests' page fills it in for browsers that lack it
let graphemes: Intl.Segmenter | undefined;
/** Combining marks beyond a few are no letters any more */
const LONGEST = 8;

/**
 * Nearly every name begins so, with nothing joined to its first letter. What knows of all others takes a slow
 * device 30 ms to make.
 */
const PLAIN = /^[a-z\d\u{c0}-\u{24f}](?=$|[\0-\u{2ff}])/iu;
const LETTER = /^[\p{L}\p{N}\p{Extended_Pictographic}]/u;

function firstOf(word: string | undefined): string {
  const plain = word === undefined ? null : PLAIN.exec(word);
  if (plain) return plain[0].toUpperCase();
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const first =
    word === undefined ? undefined : graphemes.segment(word)[Symbol.iterator]().next().value?.segment;
  return first === undefined || first.length > LONGEST ? '' : first.toUpperCase();
}

/**
 * First letters of the first and the last word: `Anna von Berg` is `AB`; one word gives one. Empty where
 * there is no letter or digit.
 */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /^[a-z\d]/iu.test(word) || LETTER.test(word));
  return words.length > 1 ? firstOf(words[0]) + firstOf(words.at(-1)) : firstOf(words[0]);
}
