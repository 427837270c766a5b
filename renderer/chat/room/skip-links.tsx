import type { MouseEvent } from 'react';
import { roomTexts } from './room.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './room.module.css';
import { focusWriting, MESSAGES, WRITING } from './writing-field.ts';

const go = (target: () => void) => (event: MouseEvent) => {
  event.preventDefault();
  target();
};

/** For the keyboard: past the channels, seen only while they have the focus. */
export function SkipLinks() {
  const texts = useTexts(roomTexts);
  return (
    <div className={styles.skip}>
      <a href={`#${WRITING}`} onClick={go(focusWriting)}>
        {texts.skipToWriting}
      </a>
      <a
        href={`#${MESSAGES}`}
        onClick={go(() => {
          document.querySelector<HTMLElement>(`#${MESSAGES} [role="log"]`)?.focus();
        })}
      >
        {texts.skipToMessages}
      </a>
    </div>
  );
}
