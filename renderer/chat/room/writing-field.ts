// The composer's field, for those around it.
import { insertAt } from '../composer/insert.ts';

/** The region that holds the composer */
export const WRITING = 'writing';
export const MESSAGES = 'messages';

const field = (): HTMLTextAreaElement | null => document.querySelector(`#${WRITING} textarea`);

export function focusWriting(): void {
  field()?.focus();
}

/** Writes at the caret as if it were typed, so that the composer notices and it can be undone. */
export function writeAtCaret(text: string): void {
  const target = field();
  if (!target) return;
  const before = target.value.slice(0, target.selectionStart);
  insertAt(target, /\S$/u.test(before) ? ` ${text}` : text);
}
