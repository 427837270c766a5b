import { memo, useContext } from 'react';
import { Guarded } from '../../ui/guarded.tsx';
import { messageTexts } from './messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import { useFormats } from './format.ts';
import { MessageView } from './message-view.tsx';
import styles from './messages.module.css';
import { PendingView } from './pending-view.tsx';
import { PlainRow } from './plain-row.tsx';
import { PrintContext } from './row-context.ts';
import { dayOf, type Row } from './rows.ts';

export interface RowViewProps {
  row: Row;
  today: Date;
}

const subjectOf = (row: Row): object => (row.kind === 'message' ? row.message : row.entry);

/** A message with the lines above it. A fault in drawing it costs this row only. */
export const RowView = memo(
  ({ row, today }: RowViewProps) => {
    const texts = useTexts(messageTexts);
    return (
      <div className={styles.lane} data-row={row.key}>
        {row.day !== null && <DayRule at={row.day} today={today} />}
        {row.isNew && (
          <div className={styles.newRule} role="separator" aria-label={texts.newSince}>
            <span>{texts.newSince}</span>
          </div>
        )}
        {/* what could not be drawn while it was on its way may be drawn when it has arrived */}
        <Guarded key={row.kind} renderBroken={() => <PlainRow row={row} />}>
          {row.kind === 'message' ? (
            <MessageView message={row.message} isFirst={row.isFirst} />
          ) : (
            <PendingView entry={row.entry} isFirst={row.isFirst} />
          )}
        </Guarded>
      </div>
    );
  },
  (before, after) =>
    before.today === after.today &&
    subjectOf(before.row) === subjectOf(after.row) &&
    before.row.isFirst === after.row.isFirst &&
    before.row.isNew === after.row.isNew &&
    before.row.day === after.row.day,
);
RowView.displayName = 'RowView';

function DayRule({ at, today }: { at: string; today: Date }) {
  const texts = useTexts(messageTexts);
  const { day, fullDay } = useFormats();
  const isOnPaper = useContext(PrintContext);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const words: Record<string, string> = {
    [dayOf(today.toISOString())]: texts.today,
    [dayOf(yesterday.toISOString())]: texts.yesterday,
  };
  // paper is read on other days
  const text = isOnPaper ? fullDay(at) : (words[dayOf(at)] ?? day(at, today));
  return (
    <div className={styles.rule} role="separator" aria-label={text}>
      <span>{text}</span>
    </div>
  );
}
