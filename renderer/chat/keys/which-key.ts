// Which key means what. Pure.

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** `write`: begins writing; the key itself still reaches the field */
export type KeyAction = 'jump' | 'next' | 'previous' | 'keys' | 'write';

/**
 * `isMac`: Cmd instead of Ctrl. `inField`: somebody is writing; `onControl`: the focus is on something that
 * takes keys itself.
 */
export function whichKey(
  pressed: Pressed,
  isMac: boolean,
  inField: boolean,
  onControl: boolean,
): KeyAction | null {
  const { key, ctrlKey, metaKey, altKey, isComposing } = pressed;
  if (isComposing) return null;
  const main = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (main && !altKey && key.toLowerCase() === 'k') return 'jump';
  if (altKey && !ctrlKey && !metaKey && key === 'ArrowDown') return 'next';
  if (altKey && !ctrlKey && !metaKey && key === 'ArrowUp') return 'previous';
  if (inField || ctrlKey || metaKey || altKey) return null;
  if (key === '?') return 'keys';
  // one character: no named key; a space scrolls or presses what has the focus
  return !onControl && key !== ' ' && Array.from(key).length === 1 ? 'write' : null;
}
