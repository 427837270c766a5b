import { AlertDialog as AlertBase } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}

/** A box above the page; Escape and a click beside it close it. */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.dialog}>
          <Base.Title className={styles.title}>{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface OverlayProps {
  open: boolean;
  onClose: () => void;
  /** Its name, for those who listen */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** Covers the whole window; Escape closes it, and the focus goes back to where it was. */
export function Overlay({ open, onClose, label, className, children }: OverlayProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Base.Portal>
        <Base.Popup aria-label={label} className={cx(styles.overlay, className)}>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export interface AlertDialogProps {
  open: boolean;
  onCancel: () => void;
  onConfirm: () => void;
  title: ReactNode;
  /** What comes of it */
  children: ReactNode;
  confirmLabel: string;
  cancelLabel: string;
}

/** A question that must be answered. The harmless answer has the focus. */
export function AlertDialog({
  open,
  onCancel,
  onConfirm,
  title,
  children,
  confirmLabel,
  cancelLabel,
}: AlertDialogProps) {
  return (
    <AlertBase.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onCancel();
      }}
    >
      <AlertBase.Portal>
        <AlertBase.Backdrop className={styles.backdrop} />
        <AlertBase.Popup className={styles.dialog}>
          <AlertBase.Title className={styles.title}>{title}</AlertBase.Title>
          <AlertBase.Description className={styles.text}>{children}</AlertBase.Description>
          <div className={styles.answers}>
            <AlertBase.Close render={<Button>{cancelLabel}</Button>} />
            <Button look="firm" onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertBase.Popup>
      </AlertBase.Portal>
    </AlertBase.Root>
  );
}
