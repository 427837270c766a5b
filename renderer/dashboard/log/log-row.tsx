import { CircleX, Dot, TriangleAlert, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { LogLine } from '../../../main/ipc/contract.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { logTexts } from './log.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';
import { markHits } from './line-search.ts';
import { partsOf } from './line-text.ts';
import styles from './log.module.css';
import { ROW } from './use-log-window.ts';

const ICONS: Readonly<Record<string, LucideIcon>> = { warn: TriangleAlert, error: CircleX };

export interface LogRowProps {
  line: LogLine;
  id: string;
  /** Index of the row */
  row: number;
  isSelected: boolean;
  pattern: RegExp | null;
  onSelect: (row: number) => void;
}

/** One line on one line. Drawn again only where something of it changed. */
export const LogRow = memo(({ line, id, row, isSelected, pattern, onSelect }: LogRowProps) => {
  const texts = useTexts(logTexts);
  const { clock } = useFormats();
  return (
    // the list takes the keys for all of its rows
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="option"
      id={id}
      aria-selected={isSelected}
      tabIndex={-1}
      style={{ top: row * ROW }}
      onClick={() => {
        onSelect(row);
      }}
      className={cx(styles.row, line.level === 'warn' && styles.warn, line.level === 'error' && styles.error)}
    >
      <time dateTime={line.time}>
        {clock(line.time)}
        <span className={styles.fraction}>{line.time.slice(19, 23)}</span>
      </time>
      <Icon of={ICONS[line.level] ?? Dot} size="s" />
      <span className={styles.text} dir="ltr">
        <VisuallyHidden>{texts.levelOf(line.level)}</VisuallyHidden>
        {markHits(partsOf(line), pattern).map(({ kind, text, isHit }, index) => (
          // a line's text never changes, so its stretches are told apart by their place
          <bdi key={index} className={kind === 'message' ? undefined : styles[kind]}>
            {isHit ? <mark>{text}</mark> : text}
          </bdi>
        ))}
      </span>
    </div>
  );
});
