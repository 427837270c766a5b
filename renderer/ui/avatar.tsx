import { cx } from './cx.ts';
import styles from './avatar.module.css';
import { hueOf, initialsOf } from './person.ts';

export interface AvatarProps {
  id: string;
  name: string;
  /** `here` is a disc, `away` a ring; without it there is no mark */
  presence?: 'here' | 'away' | undefined;
  className?: string | undefined;
}

/** Initials on a quiet colour; the name beside it is what is read aloud. */
export function Avatar({ id, name, presence, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-hue={hueOf(id)}
      data-presence={presence}
      className={cx(styles.avatar, className)}
    >
      {initialsOf(name)}
    </span>
  );
}
