import { useContext, useState, type ReactNode } from 'react';
import { isBlank } from '../../../protocol/blank.ts';
import { cx } from '../../ui/cx.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { messageTexts } from './messages.texts.ts';
import { PrintContext } from './row-context.ts';
import { useTexts } from '../use-chat.ts';
import styles from './folded.module.css';

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
  return isLong(content) ? (
    <Folded owner={owner} content={content} />
  ) : (
    <Markdown owner={owner} content={content} isHead={false} />
  );
}

function Blank() {
  return <p className={styles.blank}>{useTexts(messageTexts).blank}</p>;
}

function Folded({ owner, content }: { owner: object; content: string }) {
  const texts = useTexts(messageTexts);
  const isPrinted = useContext(PrintContext);
  const [isOpen, setIsOpen] = useState(false);
  const isWhole = isOpen || isPrinted;
  return (
    <>
      <div className={cx(styles.fold, isWhole && styles.unfolded)}>
        <Markdown owner={owner} content={content} isHead={!isWhole} />
      </div>
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
