import { Dialog as Base } from '@base-ui/react/dialog';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { TextInput } from '../../ui/field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { usePanels } from '../room/panels.ts';
import { focusWriting, writeAtCaret } from '../room/writing-field.ts';
import { jumpTexts } from './jump.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import styles from './jump.module.css';
import { findTargets, type Target } from './jump-targets.ts';
import { TargetRow } from './target-row.tsx';

/** A few letters lead to a channel, or to a person whose name is then written. */
export function JumpDialog() {
  const texts = useTexts(jumpTexts);
  const { open, show } = usePanels();
  const client = useClient();
  const chosen = useRef<Target>(undefined);
  // the focus goes where one goes on, not back to the button
  const finish = (): boolean => {
    const target = chosen.current;
    chosen.current = undefined;
    if (!target) return true;
    if (target.kind === 'person') writeAtCaret(`@${target.person.name} `);
    else focusWriting();
    return false;
  };
  const choose = (target: Target): void => {
    chosen.current = target;
    if (target.kind === 'channel') client.openChannel(target.channel.id);
    show(null);
  };
  return (
    <Base.Root
      open={open === 'jump'}
      onOpenChange={(next) => {
        if (!next) show(null);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.jumper} aria-label={texts.title} finalFocus={finish}>
          <Search onChoose={choose} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Search({ onChoose }: { onChoose: (target: Target) => void }) {
  const texts = useTexts(jumpTexts);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const order = useChat((now) => now.order);
  const channels = useChat((now) => now.channels);
  const people = useChat((now) => now.people);
  const me = useChat((now) => now.me);
  const found = useMemo(
    () => findTargets(query, { order, channels, people, me }),
    [query, order, channels, people, me],
  );
  const current = Math.min(at, found.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const target = found[current]?.target;
    if (step !== 0 && found.length > 0) setAt((current + step + found.length) % found.length);
    else if (event.key === 'Enter' && target) onChoose(target);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        value={query}
        onChange={(next) => {
          setQuery(next);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        placeholder={texts.placeholder}
        aria-label={texts.title}
        className={styles.field}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current < 0 ? undefined : `${id}-${String(current)}`}
      />
      <div id={`${id}-list`} role="listbox" aria-label={texts.results} className={styles.list}>
        {found.map((each, index) => (
          <TargetRow
            key={`${each.target.kind}-${each.target.kind === 'channel' ? each.target.channel.id : each.target.person.id}`}
            id={`${id}-${String(index)}`}
            found={each}
            isCurrent={index === current}
            onPoint={() => {
              setAt(index);
            }}
            onChoose={() => {
              onChoose(each.target);
            }}
          />
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles.nothing}>
          <b>{texts.nothing}</b> {texts.nothingHint}
        </p>
      )}
      <VisuallyHidden>
        <span role="status">{texts.count(found.length)}</span>
      </VisuallyHidden>
    </>
  );
}
