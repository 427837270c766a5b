import { keyTexts } from './keys.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './keys.module.css';
import { isMac } from './platform.ts';

const JUMP = 'K';

/** Keys pressed together, as they are printed on this device's keyboard. */
export function Keys({ of: names }: { of: readonly string[] }) {
  return (
    <span className={styles.combination}>
      {names.map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}

export function useMainKey(): string {
  const { ctrl, command } = useTexts(keyTexts);
  return isMac ? command : ctrl;
}

/** Ctrl K or ⌘K: a reminder, not to be read aloud with the button it stands in. */
export function JumpKeys() {
  const main = useMainKey();
  return (
    <kbd aria-hidden="true" className={styles.reminder}>
      {[main, JUMP].join(' ')}
    </kbd>
  );
}
