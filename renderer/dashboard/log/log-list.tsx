import { ArrowDown } from 'lucide-react';
import { useCallback, type KeyboardEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { lineAt, type LogLines } from '../log-lines.ts';
import { logTexts } from './log.texts.ts';
import { useFormats, useTexts } from '../use-dashboard.ts';
import type { LineIndex } from './line-index.ts';
import { LogDetails } from './log-details.tsx';
import { LogRow } from './log-row.tsx';
import styles from './log.module.css';
import { ROW, type LogWindow } from './use-log-window.ts';

export interface LogListProps {
  log: LogLines;
  index: LineIndex;
  pattern: RegExp | null;
  window: LogWindow;
  /** Position of the line that is selected */
  selected: number | undefined;
  onSelect: (position: number | undefined) => void;
  /** Rows that came since it holds still */
  newer: number;
}

const PAGE = 8;

/** The rows, and below them all of the one that is selected. */
export function LogList({
  log,
  index,
  pattern,
  window: { scroller, from, to, isFollowing, follow, reveal },
  selected,
  onSelect,
  newer,
}: LogListProps) {
  const texts = useTexts(logTexts);
  const { number } = useFormats();
  const select = useCallback(
    (row: number) => {
      onSelect(index.at(row));
    },
    [index, onSelect],
  );
  const row = selected === undefined ? -1 : index.indexOf(selected);
  const line = selected === undefined || index.at(row) !== selected ? undefined : lineAt(log, selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = rowFor(event.key, line ? row : undefined, index.length);
    if (event.key === 'Escape' && line) onSelect(undefined);
    else if (next === undefined || index.length === 0) return;
    else {
      select(next);
      reveal(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
  return (
    <div className={styles.body}>
      <div className={styles.frame}>
        <div
          ref={scroller}
          role="listbox"
          tabIndex={0}
          aria-label={texts.lines}
          className={styles.lines}
          onKeyDown={onKeyDown}
          aria-activedescendant={line && row >= from && row < to ? rowId(line.n) : undefined}
        >
          <div className={styles.height} style={{ height: index.length * ROW }} role="presentation">
            {rows.map((at) => {
              const shown = lineAt(log, index.at(at) ?? -1);
              // by its place: when lines fly past, what is drawn gets other words instead of being made anew
              return (
                shown && (
                  <LogRow
                    key={at % rows.length}
                    id={rowId(shown.n)}
                    line={shown.line}
                    row={at}
                    isSelected={shown === line}
                    pattern={pattern}
                    onSelect={select}
                  />
                )
              );
            })}
          </div>
        </div>
        {!isFollowing && newer > 0 && (
          <Button
            size="s"
            icon={ArrowDown}
            className={styles.newer}
            onClick={() => {
              follow(true);
            }}
          >
            {newer === 1 ? texts.newerOne : texts.newer(number(newer))}
          </Button>
        )}
      </div>
      {line && (
        <LogDetails
          line={line.line}
          onClose={() => {
            onSelect(undefined);
          }}
        />
      )}
    </div>
  );
}

const rowId = (n: number): string => `log-line-${String(n)}`;

/** Without a selected row the keys begin at the newest. */
function rowFor(key: string, from: number | undefined, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
    Home: -count,
    End: count,
    Enter: 0,
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  if (from === undefined && key !== 'Home') return count - 1;
  return Math.max(0, Math.min(count - 1, (from ?? 0) + step));
}
