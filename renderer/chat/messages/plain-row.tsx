import { cx } from '../../ui/cx.ts';
import { shownName } from '../files/file-kind.ts';
import { useChat } from '../use-chat.ts';
import styles from './messages.module.css';
import type { Row } from './rows.ts';

/**
 * A message that could not be drawn: who wrote it and its text, with nothing that could fail again. The other
 * rows stay as they are.
 */
export function PlainRow({ row }: { row: Row }) {
  const myName = useChat(({ me }) => me.name);
  const name = row.kind === 'message' ? row.message.username : myName;
  const { content, file } = row.kind === 'message' ? row.message : row.entry;
  return (
    <article className={cx(styles.message, styles.first)} aria-label={name}>
      <div className={styles.body}>
        <b>
          <bdi>{name}</bdi>
        </b>
        <p dir="auto" className={styles.plain}>
          {content}
        </p>
        {file && (
          <p dir="auto" className={styles.plain}>
            {shownName(file.filename)}
          </p>
        )}
      </div>
    </article>
  );
}
