import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import styles from './floating.module.css';

export interface TooltipProps {
  text: ReactNode;
  /** What it belongs to; it needs a name of its own, a tooltip is not read aloud */
  children: ReactElement;
  side?: 'top' | 'bottom' | 'left' | 'right';
}

/** A word or two beside what the pointer or the focus is on. */
export function Tooltip({ text, children, side = 'bottom' }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className={styles.above}>
          <Base.Popup className={styles.tooltip}>{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
