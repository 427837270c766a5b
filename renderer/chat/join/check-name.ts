import { LIMITS } from '../../../protocol/limits.ts';

const lengthOf = (name: string): number =>
  Array.from(new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)).length;

/**
 * What is wrong with a name before the server is asked; null where nothing is to be seen. The server has the
 * last word.
 */
export function checkName(name: string): 'empty' | 'too_long' | null {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed === '') return 'empty';
  return lengthOf(trimmed) > LIMITS.name ? 'too_long' : null;
}
