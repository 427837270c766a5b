import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Overlay } from '../../ui/dialog.tsx';
import type { FileRecord } from '../core/model.ts';
import { useFormats } from '../messages/format.ts';
import { fileTexts } from './files.texts.ts';
import { useTexts } from '../use-chat.ts';
import { DownloadLink } from './file-card.tsx';
import { addressOf, shownName } from './file-kind.ts';
import styles from './lightbox.module.css';

export interface LightboxProps {
  /** The one that was opened */
  file: FileRecord;
  /** The others around it, oldest first */
  images: readonly FileRecord[];
  onClose: () => void;
}

/** An image as large as the window; arrow keys go to the others, Escape closes. */
export function Lightbox({ file, images, onClose }: LightboxProps) {
  const texts = useTexts(fileTexts);
  const { number, bytes } = useFormats();
  const [{ list, at }, setPlace] = useState(() => {
    const found = images.findIndex(({ unique_filename: name }) => name === file.unique_filename);
    return found < 0 ? { list: [file], at: 0 } : { list: images, at: found };
  });
  const shown = list[at] ?? file;
  const name = shownName(shown.filename);
  const go = (step: number) => {
    setPlace({ list, at: Math.max(0, Math.min(list.length - 1, at + step)) });
  };
  const onKeyDown = ({ key }: { key: string }) => {
    if (key === 'ArrowLeft') go(-1);
    else if (key === 'ArrowRight') go(1);
    else if (key === 'Home') go(-list.length);
    else if (key === 'End') go(list.length);
  };
  return (
    <Overlay open onClose={onClose} label={name} className={styles.lightbox}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the whole dialog */}
      <div className={styles.inside} onKeyDown={onKeyDown}>
        <header className={styles.bar}>
          <b>
            <bdi>{name}</bdi>
          </b>
          <small>{bytes(shown.size)}</small>
          {list.length > 1 && (
            <small className={styles.count} role="status">
              {texts.place(number(at + 1), number(list.length))}
            </small>
          )}
          <DownloadLink
            key={shown.unique_filename}
            file={shown}
            label={texts.download(name)}
            className={styles.action}
          />
          <IconButton
            icon={X}
            label={texts.close}
            tooltip={false}
            className={styles.action}
            onClick={onClose}
          />
        </header>
        {/* a click beside the image closes, as Escape and the button do */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- Escape does the same */}
        <div
          className={styles.stage}
          onClick={({ target, currentTarget }) => {
            if (target === currentTarget) onClose();
          }}
        >
          <img
            key={shown.unique_filename}
            src={addressOf(shown) ?? ''}
            alt={name}
            width={shown.width}
            height={shown.height}
          />
        </div>
        {list.length > 1 && (
          <>
            <IconButton
              icon={ChevronLeft}
              label={texts.previous}
              tooltip={false}
              disabled={at === 0}
              className={styles.previous}
              onClick={() => {
                go(-1);
              }}
            />
            <IconButton
              icon={ChevronRight}
              label={texts.next}
              tooltip={false}
              disabled={at === list.length - 1}
              className={styles.next}
              onClick={() => {
                go(1);
              }}
            />
          </>
        )}
      </div>
    </Overlay>
  );
}
