import { Drawer as Base } from '@base-ui/react/drawer';
import type { ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import styles from './drawer.module.css';

export interface DrawerProps {
  open: boolean;
  onClose: () => void;
  side: 'left' | 'right';
  label: string;
  children: ReactNode;
}

/** Slides in from an edge; swiping it back, Escape and a tap beside it close it. */
export function Drawer({ open, onClose, side, label, children }: DrawerProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      swipeDirection={side}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={cx(styles.viewport, styles[side])}>
          <Base.Popup aria-label={label} className={styles.popup}>
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
