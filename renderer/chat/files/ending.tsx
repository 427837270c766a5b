import { cx } from '../../ui/cx.ts';
import { fileTexts } from './files.texts.ts';
import { useTexts } from '../use-chat.ts';
import { endingOf } from './file-kind.ts';
import styles from './files.module.css';

/** A sheet with the name's ending on it; the name beside it says the same. */
export function Ending({
  name,
  isRefused = false,
  isFolder = false,
}: {
  name: string;
  isRefused?: boolean;
  isFolder?: boolean;
}) {
  const texts = useTexts(fileTexts);
  return (
    <span aria-hidden="true" className={cx(styles.ending, isRefused && styles.refusedEnding)}>
      {isFolder ? texts.folder : endingOf(name) || texts.file}
    </span>
  );
}
