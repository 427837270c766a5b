import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

/** Marks what ButtonTooltips names */
export const TOOLTIP_MARK = 'data-tooltip';

type Native = Omit<ComponentProps<'button'>, 'className' | 'type'>;

export interface ButtonProps extends Native {
  /** `filled` once a view; `firm` for what cannot be taken back; `ghost` among others */
  look?: 'filled' | 'firm' | 'plain' | 'ghost';
  size?: 's' | 'm' | 'l';
  icon?: LucideIcon;
  solidIcon?: boolean;
  className?: string | undefined;
  type?: 'button' | 'submit';
}

export function Button({
  look = 'plain',
  size = 'm',
  icon,
  solidIcon = false,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button type={type} className={cx(styles.button, styles[look], styles[size], className)} {...rest}>
      {icon && <Icon of={icon} size={size === 'l' ? 'm' : 's'} solid={solidIcon} className={styles.lead} />}
      <span className={styles.words}>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Omit<Native, 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** What it does, for those who do not see the picture; ButtonTooltips shows it to others */
  label: string;
  /** Without one where a menu opens beside it */
  tooltip?: boolean;
  className?: string | undefined;
}

export function IconButton({ icon, label, tooltip = true, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      {...(tooltip && { [TOOLTIP_MARK]: '' })}
      className={cx(styles.iconButton, className)}
      {...rest}
    >
      <Icon of={icon} />
    </button>
  );
}
