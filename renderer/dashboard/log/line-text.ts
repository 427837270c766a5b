// A line of the log as text: on one line, and with nothing in it that turns, hides or breaks what stands
// beside it.
import type { LogLine } from '../../../main/ipc/contract.ts';

/** A stretch of a line; `key` names the field whose value follows. */
export interface Part {
  kind: 'message' | 'key' | 'value';
  text: string;
}

/** Longer values are for the line's details */
const LONGEST = 500;

// controls, marks that turn or hide text, line separators; but not the joiners that letters and emoji are
// made with
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const JOINERS = new Set(['\u200C', '\u200D']);
const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Shows hidden characters as their escapes. */
export const showHidden = (text: string): string =>
  text.replaceAll(HIDDEN, (character) => (JOINERS.has(character) ? character : escaped(character)));

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return showHidden(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

const cache = new WeakMap<LogLine, readonly Part[]>();

/** What a row shows: the message, then `key=` and value of each field. */
export function partsOf(line: LogLine): readonly Part[] {
  const known = cache.get(line);
  if (known) return known;
  const parts: Part[] = [{ kind: 'message', text: showHidden(line.msg) }];
  for (const [key, value] of fieldsOf(line))
    parts.push({ kind: 'key', text: ` ${showHidden(key)}=` }, { kind: 'value', text: valueText(value) });
  cache.set(line, parts);
  return parts;
}

export const fieldsOf = (line: LogLine): [string, unknown][] =>
  Object.entries(line).filter(([key]) => key !== 'level' && key !== 'time' && key !== 'msg');

export const textOf = (line: LogLine): string =>
  partsOf(line)
    .map(({ text }) => text)
    .join('');

/** All of a line for its details: the path of each field, and its value in full with its line breaks. */
export function detailsOf(fields: object, path = ''): [path: string, text: string][] {
  return Object.entries(fields).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const name = path + showHidden(key);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return detailsOf(value, `${name}.`);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [[name, text.split('\n').map(showHidden).join('\n')]];
  });
}

/** How a line is copied: time, level and text. */
export const copiedText = (line: LogLine): string => `${line.time} ${line.level} ${textOf(line)}`;
