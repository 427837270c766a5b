/**
 * Writes into a field as if it were typed: from `from` (or the selection) to the caret. What was there comes
 * back by undoing.
 */
export function insertAt(field: HTMLTextAreaElement, text: string, from?: number): void {
  field.focus();
  if (from !== undefined) field.setSelectionRange(from, field.selectionEnd);
  // the one way that keeps the history of undoing
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
