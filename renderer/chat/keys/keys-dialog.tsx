import { X } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { usePanels } from '../room/panels.ts';
import { keyTexts } from './keys.texts.ts';
import { useChat, useTexts } from '../use-chat.ts';
import { Keys, useMainKey } from './key-names.tsx';
import styles from './keys.module.css';

/** What every key does. */
export function KeysDialog() {
  const texts = useTexts(keyTexts);
  const main = useMainKey();
  const { open, show } = usePanels();
  const enterSends = useChat(({ preferences }) => preferences.enterSends);
  const rows: readonly (readonly [readonly string[], string])[] = [
    [[main, 'K'], texts.jump],
    [[texts.alt, '↑'], texts.previous],
    [[texts.alt, '↓'], texts.next],
    [enterSends ? [texts.enter] : [main, texts.enter], texts.send],
    [enterSends ? [texts.shift, texts.enter] : [texts.enter], texts.newLine],
    [['@', '#', ':'], texts.complete],
    [[texts.escape], texts.closeWhat],
    [['?'], texts.list],
  ];
  return (
    <Dialog
      open={open === 'keys'}
      onClose={() => {
        show(null);
      }}
      title={texts.title}
    >
      <IconButton
        icon={X}
        label={texts.close}
        tooltip={false}
        className={styles.close}
        onClick={() => {
          show(null);
        }}
      />
      <dl className={styles.list}>
        {rows.map(([keys, text]) => (
          <div key={text} className={styles.row}>
            <dt>{text}</dt>
            <dd>
              <Keys of={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>{texts.write}</p>
    </Dialog>
  );
}
