import { lazy, Suspense, type ReactNode } from 'react';
import { cx } from '../../ui/cx.ts';
import { useMedia } from '../use-media.ts';
import { usePanels } from './panels.ts';
import styles from './room.module.css';

/** Its own file, loaded when the room stands: a drawer is first wanted later */
export const loadDrawer = () => import('./drawer.tsx');
const Drawer = lazy(async () => ({ default: (await loadDrawer()).Drawer }));

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
  const Column = panel === 'channels' ? 'nav' : 'aside';
  if (!isDrawer) return <Column aria-label={label} className={cx(styles.side, styles[panel])}>{children}</Column>;
  return (
    <Suspense>
      <Drawer open={open === panel} onClose={() => { show(null); }} side={panel === 'channels' ? 'left' : 'right'} label={label}>{children}</Drawer>
    </Suspense>
  );
}
