import { useState, type ReactNode } from 'react';
import { isBlank } from '../../../protocol/blank.ts';
import { cx } from '../../ui/cx.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { messageTexts } from './messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './messages.module.css';

/** Characters and lines beyond which a message is folded: it would be more than a screen */
const LONG = 3_000;
const MANY_LINES = 36;

const isLong = (content: string): boolean =>
  content.length > LONG || content.split('\n', MANY_LINES + 1).length > MANY_LINES;

/**
 * What somebody wrote; where it is very long, folded until wanted. `owner` as for Markdown. Nothing where a
 * file stands alone; an old server took blank messages, and those say so.
 */
export function textOf(owner: object, content: string, hasFile: boolean): ReactNode {
  if (isBlank(content)) return hasFile ? null : <Blank />;
  const text = <Markdown owner={owner} content={content} />;
  return isLong(content) ? <Folded>{text}</Folded> : text;
}

function Blank() {
  return <p className={styles.blank}>{useTexts(messageTexts).blank}</p>;
}

function Folded({ children }: { children: ReactNode }) {
  const texts = useTexts(messageTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div className={cx(styles.fold, isOpen && styles.unfolded)}>{children}</div>
      <button
        type="button"
        className={styles.unfold}
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        {isOpen ? texts.showLess : texts.showAll}
      </button>
    </>
  );
}
