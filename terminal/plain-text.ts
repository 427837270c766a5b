// What others wrote, made harmless for a terminal: it may hold sequences that colour, move, clear, answer, or
// turn the reading direction.

// joiners stay: emoji and several scripts are written with them
const HIDDEN = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]--[\u200c\u200d]]/gv;

/**
 * One line in which every hidden character is shown as its escape, such as `\u001b`; tabs and line breaks are
 * spaces.
 */
export function plainLine(text: unknown): string {
  return escapeHidden(asText(text).replaceAll(/[\t\r\n]+/g, ' '));
}

/** The lines of a text, each harmless. */
export function plainLines(text: unknown): string[] {
  return asText(text)
    .split(/\r\n?|\n/)
    .map((line) => escapeHidden(line.replaceAll('\t', '  ')));
}

/** JSON with every hidden character as its escape: the same value, harmless to look at. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits);
}

function escapeHidden(text: string): string {
  return text.replaceAll(HIDDEN, escapeUnits);
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

// a server is not trusted to send what its types say
function asText(text: unknown): string {
  return typeof text === 'string' ? text : '';
}
