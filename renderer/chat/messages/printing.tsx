import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import styles from './messages.module.css';
import { PrintContext } from './row-context.ts';
import { RowView } from './row-view.tsx';
import type { Row } from './rows.ts';
import { useDay } from './use-day.ts';

/** While the page is printed: then all that is here must be in it, not only what is seen. */
export function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    // the browser takes its picture when the listener is done
    const begin = () => {
      flushSync(() => {
        setIsPrinting(true);
      });
    };
    const end = () => {
      setIsPrinting(false);
    };
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}

export function PrintedMessages({ rows }: { rows: readonly Row[] }) {
  const today = useDay();
  return (
    <PrintContext.Provider value>
      <div className={styles.feed}>
        {rows.map((row) => (
          <RowView key={row.key} row={row} today={today} />
        ))}
      </div>
    </PrintContext.Provider>
  );
}
