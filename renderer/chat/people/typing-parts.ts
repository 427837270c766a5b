// The names in "Anna and Ben are typing".

/** More names than these are no names any more but "several" */
const MOST = 3;

export interface TypingPart {
  isName: boolean;
  text: string;
}

/** Names and what stands between them; null where there are too many to name. */
export function typingParts(names: readonly string[], language: string): TypingPart[] | null {
  if (names.length > MOST) return null;
  return new Intl.ListFormat(language, { type: 'conjunction' })
    .formatToParts(names)
    .map(({ type, value }) => ({ isName: type === 'element', text: value }));
}
