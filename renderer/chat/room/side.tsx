import { useDeferredValue, useEffect, type ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { useMedia } from '../use-media.ts';
import { usePanels } from './panels.ts';
import { Part } from './part.tsx';
import styles from './room.module.css';

const loadDrawer = async () => (await import('./drawer.tsx')).Drawer;

export interface SideProps {
  panel: 'channels' | 'people';
  /** Below this width (a media query) it is a drawer */
  drawerBelow: string;
  label: string;
  children: ReactNode;
}

/** A column beside the talk, or a drawer over it where there is no room for a column. */
export function Side({ panel, drawerBelow, label, children }: SideProps) {
  const { open, show } = usePanels();
  const isDrawer = useMedia(drawerBelow);
  const isOpen = open === panel;
  // the messages first
  const isTime = useDeferredValue(true, false);
  // a window made wider has a column instead of the open drawer
  useEffect(() => {
    if (!isDrawer && isOpen) show(null);
  }, [isDrawer, isOpen, show]);
  if (isDrawer)
    return (
      <Part
        load={loadDrawer}
        isWanted={isOpen}
        props={{
          open: isOpen,
          onClose: () => {
            show(null);
          },
          side: panel === 'channels' ? 'left' : 'right',
          label,
          children,
        }}
      />
    );
  const Column = panel === 'channels' ? 'nav' : 'aside';
  return (
    <Column aria-label={label} className={cx(styles.side, styles[panel])}>
      {isTime && children}
    </Column>
  );
}
