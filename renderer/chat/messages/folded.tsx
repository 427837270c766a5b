import { useState, type ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { messageTexts } from '../texts/messages.ts';
import { useTexts } from '../use-chat.ts';
import styles from './messages.module.css';

/** Characters and lines beyond which a message is folded: it would be more than a screen */
const LONG = 3_000;
const MANY_LINES = 36;

/** A very long message, folded until wanted. */
export function Folded({ content, children }: { content: string; children: ReactNode }) {
  const texts = useTexts(messageTexts);
  const [isOpen, setIsOpen] = useState(false);
  if (content.length <= LONG && content.split('\n', MANY_LINES + 1).length <= MANY_LINES) return children;
  return (
    <>
      <div className={cx(styles.fold, isOpen && styles.unfolded)}>{children}</div>
      <button type="button" className={styles.unfold} aria-expanded={isOpen} onClick={() => { setIsOpen(!isOpen); }}>{isOpen ? texts.showLess : texts.showAll}</button>
    </>
  );
}
