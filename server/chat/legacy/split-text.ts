// An old client's page ignores errors, so a text that is too long would vanish: it becomes several messages.

/** Parts of at most `most` code points, cut at white space where there is some; that white space is left out. */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = Array.from(text);
  while (rest.length > most) {
    const space = rest.slice(0, most + 1).findLastIndex((character) => /\s/u.test(character));
    const isCut = space > 0;
    const end = isCut ? space : most;
    parts.push(rest.slice(0, end).join(''));
    rest = rest.slice(isCut ? end + 1 : end);
  }
  return [...parts, rest.join('')];
}
