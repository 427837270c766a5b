import { Toast, type ToastManager } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

export interface Notice {
  text: string;
  /** Shown longer, and marked */
  urgent?: boolean;
}

export interface Toasts {
  show(notice: Notice): void;
  readonly manager: ToastManager<object>;
}

/** Somewhere to say things in the corner, from anywhere. */
export function createToasts(): Toasts {
  const manager = Toast.createToastManager<object>();
  return {
    manager,
    show: ({ text, urgent = false }) => {
      // the same sentence again renews the one that is there; announced politely: the library's other way
      // hides its button from those who listen
      manager.add({
        id: text,
        title: text,
        type: urgent ? 'urgent' : 'calm',
        priority: 'low',
        timeout: urgent ? 8000 : 3000,
      });
    },
  };
}

export interface ToastRegionProps {
  toasts: Toasts;
  closeLabel: string;
  children: ReactNode;
}

/** Shows in the window's corner what `toasts` is told; the page goes into it. */
export function ToastRegion({ toasts, closeLabel, children }: ToastRegionProps) {
  return (
    <Toast.Provider toastManager={toasts.manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.corner}>
          <Shown closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Shown({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <Toast.Content className={styles.content}>
        <Icon of={toast.type === 'urgent' ? CircleAlert : CircleCheck} />
        <Toast.Title render={<p />} className={styles.text} />
        <Toast.Close
          render={<IconButton icon={X} label={closeLabel} tooltip={false} className={styles.close} />}
        />
      </Toast.Content>
    </Toast.Root>
  ));
}
