import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './tabs.module.css';

export interface TabsProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  tabs: readonly { value: T; text: ReactNode; /** Beside its name */ count?: ReactNode; panel: ReactNode }[];
  label: string;
  /** At the end of the line of tabs */
  end?: ReactNode;
  className?: string | undefined;
  listClassName?: string | undefined;
}

/** Views of which one is shown. */
export function Tabs<T extends string>({
  value,
  onChange,
  tabs,
  label,
  end,
  className,
  listClassName,
}: TabsProps<T>) {
  return (
    <Base.Root
      className={cx(styles.tabs, className)}
      value={value}
      onValueChange={(next) => {
        onChange(next as T);
      }}
    >
      <div className={cx(styles.bar, listClassName)}>
        <Base.List className={styles.list} aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={styles.tab}>
              {tab.text}
              {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={styles.panel} tabIndex={-1}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
