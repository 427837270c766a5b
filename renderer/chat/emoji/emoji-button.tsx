import { Smile } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Guarded } from '../guarded.tsx';
import { composerTexts } from '../composer/composer.texts.ts';
import { PartFailed } from '../part-failed.tsx';
import { useTexts } from '../use-chat.ts';
import { usePart } from '../use-part.ts';
import styles from './emoji.module.css';

const loadPicker = async () => (await import('./emoji-picker.tsx')).Picker;

export interface EmojiButtonProps {
  className?: string | undefined;
  onChoose: (emoji: string) => void;
}

/** Opens the picker above it; a click elsewhere or Escape closes it, and the focus comes back. */
export function EmojiButton({ className, onChoose }: EmojiButtonProps) {
  const texts = useTexts(composerTexts);
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { part: Picker, hasFailed, retry } = usePart(loadPicker, isOpen);
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = ({ target }: Event) => {
      if (target instanceof Node && !place.current?.contains(target)) setIsOpen(false);
    };
    const escape = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setIsOpen(false);
      place.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', escape, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', escape, true);
    };
  }, [isOpen]);
  return (
    <div ref={place} className={styles.place}>
      <IconButton
        icon={Smile}
        label={texts.emoji}
        className={className}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      />
      {isOpen && (
        <div role="dialog" aria-label={texts.picker} className={styles.popup}>
          <Guarded>
            {Picker ? (
              <Picker
                onChoose={(emoji) => {
                  setIsOpen(false);
                  onChoose(emoji);
                }}
              />
            ) : hasFailed ? (
              <PartFailed onRetry={retry} />
            ) : (
              <p className={styles.state}>{texts.loading}</p>
            )}
          </Guarded>
        </div>
      )}
    </div>
  );
}
