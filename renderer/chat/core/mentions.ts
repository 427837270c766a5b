// Who is meant by `@name`: the name as a whole word, compared as the server compares names.

const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/**
 * Whether a text mentions this name. `others` are names of which a longer one wins: "@Anna Lena" is not Anna.
 */
export function mentions(text: string, name: string, others: Iterable<string> = []): boolean {
  if (name === '' || (!text.includes('@') && !text.includes('＠'))) return false;
  const said = normal(text);
  const wanted = `@${normal(name)}`;
  let longer: string[] | undefined;
  for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
    if (!isWhole(said, at, wanted.length)) continue;
    longer ??= Array.from(others, (other) => `@${normal(other)}`).filter(
      (other) => other.length > wanted.length && other.startsWith(wanted),
    );
    if (!longer.some((other) => said.startsWith(other, at) && isWhole(said, at, other.length))) return true;
  }
  return false;
}

/** No letter or digit goes right before or after: neither an e-mail address nor a longer word. */
function isWhole(text: string, at: number, length: number): boolean {
  return (
    !WORD.test(characterBefore(text, at)) &&
    !WORD.test(String.fromCodePoint(text.codePointAt(at + length) ?? 32))
  );
}

function characterBefore(text: string, at: number): string {
  return Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? ' ';
}
