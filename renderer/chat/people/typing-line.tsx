import { peopleTexts } from './people.texts.ts';
import { useChannel, useChat, useLanguage, useTexts } from '../use-chat.ts';
import styles from './people.module.css';
import { typingParts } from './typing-parts.ts';

const NOBODY: readonly string[] = [];

/**
 * Who is typing in a channel. It keeps its height, so that nothing jumps when somebody begins. Not read
 * aloud: it changes too often.
 */
export function TypingLine({ channelId }: { channelId: string }) {
  const typing = useChannel(channelId, (channel) => channel.typing, NOBODY);
  const people = useChat((now) => now.people);
  const names = typing.flatMap((id) => people.get(id)?.name ?? []);
  return (
    <div className={styles.typing}>
      {names.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className={styles.typers}>
            <Typers names={names} />
          </span>
        </>
      )}
    </div>
  );
}

function Typers({ names }: { names: readonly string[] }) {
  const texts = useTexts(peopleTexts);
  const parts = typingParts(names, useLanguage());
  if (parts === null) return texts.severalAreTyping;
  return (
    <>
      {parts.map(({ isName, text }, index) =>
        isName ? (
          <b key={index}>
            <bdi>{text}</bdi>
          </b>
        ) : (
          text
        ),
      )}{' '}
      {texts.isTyping(names.length)}
    </>
  );
}
