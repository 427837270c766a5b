// Finds what was meant by a few letters.

export interface Match {
  /** The higher, the better it fits */
  score: number;
  /** Which characters (code points) of the text were found, ascending */
  at: readonly number[];
}

/**
 * One character as it is compared: `É` is found by `e`, `ß` by `ss`. Space does not count, neither between
 * characters nor within one that stands for several words.
 */
const folded = (character: string): string =>
  character
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character);

const AT_START = 8;
const AT_WORD = 5;
const IN_A_ROW = 9;
const ANYWHERE = 1;

/**
 * Whether the letters of `query` stand in `text` in this order, and how well; undefined where they do not. An
 * empty query fits everything.
 */
export function match(query: string, text: string): Match | undefined {
  const letters = Array.from(query)
    .map((character) => folded(character))
    .join('');
  const characters = Array.from(text);
  const keys = characters.map((character) => folded(character));
  if (letters === '') return { score: 0, at: [] };
  let best: Match | undefined;
  // each place where it may begin: the first one found need not be the best
  for (const [start, key] of keys.entries()) {
    if (key === '' || !letters.startsWith(key[0] ?? '')) continue;
    const found = from(start, letters, keys, characters);
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best;
}

function from(
  start: number,
  letters: string,
  keys: readonly string[],
  characters: readonly string[],
): Match | undefined {
  const at: number[] = [];
  let rest = letters;
  let score = 0;
  for (let place = start; place < keys.length && rest !== ''; place += 1) {
    const key = keys[place] ?? '';
    const common = key !== '' && rest.startsWith(key) ? key : key.startsWith(rest) ? rest : '';
    if (common === '') continue;
    score += gain(place, at.at(-1), characters);
    at.push(place);
    rest = rest.slice(common.length);
  }
  // of two that fit alike the shorter one is more probably meant
  return rest === '' ? { score: score - characters.length / 100, at } : undefined;
}

function gain(place: number, before: number | undefined, characters: readonly string[]): number {
  if (before === place - 1) return IN_A_ROW;
  if (place === 0) return AT_START;
  return isLetter(characters[place - 1]) ? ANYWHERE : AT_WORD;
}

/** What fits, best first; those that fit alike stay in their order. */
export function findBest<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
  most: number,
): (Match & { item: T })[] {
  const found = items.flatMap((item) => {
    const result = match(query, textOf(item));
    return result ? [{ ...result, item }] : [];
  });
  return found.toSorted((a, b) => b.score - a.score).slice(0, most);
}
