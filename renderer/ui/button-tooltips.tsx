import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect, useState } from 'react';
import { TOOLTIP_MARK } from './button.tsx';
import styles from './floating.module.css';

/** Resting on a button, not passing over it */
const REST_MS = 500;

const buttonOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(`[${TOOLTIP_MARK}]`) : null;

/**
 * The names of all icon buttons of the page, each while the pointer rests on it or the keyboard is at it:
 * once a page, so that a button is nothing but a button.
 */
export function ButtonTooltips() {
  const [at, show] = useState<{ button: Element; name: string } | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    let under: Element | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (button: Element): void => {
      show({ button, name: button.getAttribute('aria-label') ?? '' });
      setIsOpen(true);
    };
    const hide = (): void => {
      clearTimeout(timer);
      setIsOpen(false);
    };
    const onOver = ({ target, pointerType }: PointerEvent): void => {
      const button = pointerType === 'touch' ? null : buttonOf(target);
      if (button === under) return;
      under = button;
      hide();
      if (button)
        timer = setTimeout(() => {
          open(button);
        }, REST_MS);
    };
    const onFocus = ({ target }: FocusEvent): void => {
      const button = buttonOf(target);
      if (button?.matches(':focus-visible')) open(button);
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onOver);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', onOver);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
  return (
    <Tooltip.Root open={isOpen && at?.button.isConnected === true}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={at?.button ?? null} side="bottom" sideOffset={6} className={styles.above}>
          <Tooltip.Popup className={styles.tooltip}>{at?.name}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
