import { Hash } from 'lucide-react';
import { Avatar } from '../../ui/avatar.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { composerTexts } from './composer.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './composer.module.css';
import type { Choice, Completion } from './use-completion.ts';

export const LIST_ID = 'composer-choices';
export const optionId = (at: number): string => `${LIST_ID}-${String(at)}`;

export interface ChoicesProps {
  completion: Completion;
  onChoose: (choice: Choice) => void;
}

/** What may be meant, above the field; the focus stays in the field. */
export function Choices({ completion: { choices, at, query }, onChoose }: ChoicesProps) {
  const texts = useTexts(composerTexts);
  const label = { '@': texts.people, '#': texts.channels, ':': texts.emojis }[query.sign];
  return (
    <div id={LIST_ID} role="listbox" aria-label={label} className={styles.choices}>
      {choices.map((choice, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus, and its keys
        <div
          key={choice.key}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={cx(styles.choice, index === at && styles.chosen)}
          onPointerDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onChoose(choice);
          }}
        >
          <Picture choice={choice} />
          <bdi className={styles.choiceName}>{choice.name}</bdi>
          {choice.hint !== '' && <small>{choice.hint}</small>}
        </div>
      ))}
    </div>
  );
}

function Picture({ choice: { kind, key, name, text } }: { choice: Choice }) {
  switch (kind) {
    case 'person':
      return <Avatar id={key} name={name} className={styles.choiceAvatar} />;
    case 'channel':
      return <Icon of={Hash} />;
    case 'emoji':
      return (
        <span aria-hidden="true" className={styles.choiceEmoji}>
          {text.trim()}
        </span>
      );
  }
}
