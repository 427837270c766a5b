import { Upload } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';
import { fileTexts } from './files.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './files.module.css';
import { useDrop, type Dropped } from './use-drop.ts';

/** Says what dropping will do, while files are above the page. */
export function DropOverlay({ channel, onFiles }: { channel: string; onFiles: (dropped: Dropped) => void }) {
  const texts = useTexts(fileTexts);
  const isAbove = useDrop(onFiles);
  return isAbove ? (
    <div className={styles.dropOverlay}>
      <p>
        <Icon of={Upload} size="l" />
        {texts.dropHere(channel)}
      </p>
    </div>
  ) : null;
}
