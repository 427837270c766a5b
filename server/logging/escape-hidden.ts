// what a terminal or an editor obeys: controls, marks that turn or hide text, line separators
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A text that shows every hidden character as its escape, fit for a terminal. */
export function escapeHidden(text: string): string {
  return text.replaceAll(HIDDEN, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
