import { Hash } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { UnreadBadge } from '../channels/unread-badge.tsx';
import { jumpTexts } from './jump.texts.ts';
import { useTexts } from '../use-chat.ts';
import styles from './jump.module.css';
import type { FoundTarget } from './jump-targets.ts';

export interface TargetRowProps {
  id: string;
  found: FoundTarget;
  isCurrent: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

export function TargetRow({ id, found: { target, text, at }, isCurrent, onPoint, onChoose }: TargetRowProps) {
  const texts = useTexts(jumpTexts);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const isChannel = target.kind === 'channel';
  return (
    // keys reach it by the field above, which keeps the focus
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isCurrent}
      className={styles.target}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      {isChannel ? (
        <Icon of={Hash} />
      ) : (
        <Avatar
          id={target.person.id}
          name={target.person.name}
          presence={target.person.status === 'away' ? 'away' : 'here'}
          className={styles.avatar}
        />
      )}
      <bdi className={styles.text}>
        <Marked text={text} at={at} />
      </bdi>
      {isChannel && <UnreadBadge unread={target.channel.unread} mentions={target.channel.mentions} />}
      <small>{isChannel ? texts.channel : texts.person}</small>
    </div>
  );
}

/** The letters that were found stand out. */
function Marked({ text, at }: { text: string; at: readonly number[] }) {
  const found = new Set(at);
  // neighbours together, so that what is joined in writing stays joined
  const runs: { text: string; isFound: boolean }[] = [];
  for (const [index, character] of Array.from(text).entries()) {
    const last = runs.at(-1);
    if (last?.isFound === found.has(index)) last.text += character;
    else runs.push({ text: character, isFound: found.has(index) });
  }
  return runs.map((run, index) => (run.isFound ? <b key={index}>{run.text}</b> : run.text));
}
