import { X } from 'lucide-react';
import type { LogLine } from '../../../main/ipc/contract.ts';
import { IconButton } from '../../ui/button.tsx';
import { logTexts } from './log.texts.ts';
import { useTexts } from '../use-dashboard.ts';
import { detailsOf, fieldsOf } from './line-text.ts';
import styles from './log.module.css';

/** All that a line says, in full. */
export function LogDetails({ line, onClose }: { line: LogLine; onClose: () => void }) {
  const texts = useTexts(logTexts);
  const details = detailsOf(Object.fromEntries(fieldsOf(line)));
  return (
    <section className={styles.details} aria-label={texts.details}>
      {details.length === 0 && <p className={styles.hint}>{texts.noFields}</p>}
      <dl>
        {details.map(([path, text]) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>
              <bdi>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <IconButton
        icon={X}
        label={texts.closeDetails}
        tooltip={false}
        className={styles.closeDetails}
        onClick={onClose}
      />
    </section>
  );
}
