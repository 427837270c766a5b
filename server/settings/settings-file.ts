import { readFileSync } from 'node:fs';
import { SettingsError } from './settings-error.ts';

/**
 * The names and raw values in a JSON file; undefined where there is none.
 * @throws SettingsError where it cannot be read or holds no JSON object
 */
export function readSettingsFile(file: string): [name: string, value: unknown][] | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // the last: a path that none can have, which is told elsewhere
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') return undefined;
    throw new SettingsError([
      `${file} cannot be read (${String(code)}); expected a JSON file with settings.`,
    ]);
  }
  const bad = (why: string) =>
    new SettingsError([`${file} holds no JSON object${why}; expected settings such as { "port": 5000 }.`]);
  let value: unknown;
  try {
    // editors of Windows like to begin a file with a byte order mark
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw bad(error instanceof SyntaxError ? `: ${error.message}` : '');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad('');
  return Object.entries(value);
}
