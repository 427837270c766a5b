import type { LucideIcon } from 'lucide-react';
import styles from './icon.module.css';
import { cx } from './cx.ts';

export interface IconProps {
  of: LucideIcon;
  size?: 's' | 'm' | 'l';
  /** Filled with its colour, for play and stop */
  solid?: boolean;
  className?: string | undefined;
}

const PIXELS = { s: 14, m: 16, l: 20 } as const;

/** A picture beside a word: nothing that reads aloud speaks of it. */
export function Icon({ of: Picture, size = 'm', solid = false, className }: IconProps) {
  return (
    <Picture
      aria-hidden="true"
      size={PIXELS[size]}
      strokeWidth={1.75}
      className={cx(styles.icon, solid && styles.solid, className)}
    />
  );
}
