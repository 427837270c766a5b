import { X, type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './notice.module.css';

export interface NoticeProps {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  /** Buttons that help */
  actions?: ReactNode;
  /** Whether something is lost or broken */
  isBad?: boolean;
  closeLabel: string;
  onClose: () => void;
}

/** Something that happened and stays in sight until somebody has seen it. */
export function Notice({ icon, title, children, actions, isBad = false, closeLabel, onClose }: NoticeProps) {
  const id = useId();
  return (
    <section className={styles.notice} data-bad={isBad} role="alert" aria-labelledby={id}>
      <Icon of={icon} className={styles.sign} />
      <div className={styles.words}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {children}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      <IconButton icon={X} label={closeLabel} onClick={onClose} />
    </section>
  );
}
