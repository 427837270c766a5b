export interface NameWords {
  adjectives: readonly string[];
  animals: readonly string[];
}

const oneOf = (words: readonly string[], random: () => number): string =>
  words[Math.floor(random() * words.length)] ?? '';

/**
 * A friendly name such as `Quiet Otter`, another one than `before`. `random` answers from 0 up to 1, without
 * 1.
 */
export function suggestName(
  { adjectives, animals }: NameWords,
  before = '',
  random: () => number = Math.random,
): string {
  const name = `${oneOf(adjectives, random)} ${oneOf(animals, random)}`;
  if (name !== before) return name;
  const next =
    adjectives[(adjectives.findIndex((word) => name.startsWith(`${word} `)) + 1) % adjectives.length] ?? '';
  return `${next} ${name.slice(name.indexOf(' ') + 1)}`;
}
