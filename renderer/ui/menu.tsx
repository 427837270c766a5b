import { ContextMenu as Context } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './floating.module.css';
import { Icon } from './icon.tsx';

export interface MenuProps {
  /** The button that opens it */
  trigger: ReactElement;
  /** MenuItem and MenuSeparator */
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
}

/** A menu in a portal, so that nothing clips it. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className={styles.above}>
          <Base.Popup className={styles.menu}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface ContextMenuProps {
  /** What is clicked with the second button, or pressed for long */
  target: ReactElement;
  children: ReactNode;
}

/** The same menu at the pointer. What it offers must be elsewhere too: not everybody has a second button. */
export function ContextMenu({ target, children }: ContextMenuProps) {
  return (
    <Context.Root>
      <Context.Trigger render={target} />
      <Context.Portal>
        <Context.Positioner collisionPadding={8} className={styles.above}>
          <Context.Popup className={styles.menu}>{children}</Context.Popup>
        </Context.Positioner>
      </Context.Portal>
    </Context.Root>
  );
}

export interface MenuItemProps {
  icon?: LucideIcon;
  children: ReactNode;
  onSelect: () => void;
  disabled?: boolean;
}

export function MenuItem({ icon, children, onSelect, disabled = false }: MenuItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onSelect} disabled={disabled}>
      {icon && <Icon of={icon} />}
      {children}
    </Base.Item>
  );
}

export const MenuSeparator = () => <Base.Separator className={styles.separator} />;
