import { useMemo, useRef } from 'react';
import { Virtualizer } from 'virtua';
import type { Person } from '../core/model.ts';
import { peopleTexts } from './people.texts.ts';
import { useChannel, useChat, useLanguage, useTexts } from '../use-chat.ts';
import { groupPeople } from './people-order.ts';
import styles from './people.module.css';
import { PersonRow } from './person-row.tsx';

/** From as many on only those are drawn that are to be seen */
const MANY = 100;
const NOBODY: readonly string[] = [];

/** Who is here and who is away, below its heading. */
export function PeopleList() {
  const texts = useTexts(peopleTexts);
  const language = useLanguage();
  const people = useChat((now) => now.people);
  const myId = useChat(({ me }) => me.id);
  const current = useChat((now) => now.current);
  const typing = useChannel(current ?? '', (channel) => channel.typing, NOBODY);
  const { here, away } = useMemo(() => groupPeople(people, myId, language), [people, myId, language]);
  const scroller = useRef<HTMLDivElement>(null);
  const row = (person: Person) => (
    <PersonRow
      key={person.id}
      person={person}
      isMe={person.id === myId}
      isTyping={typing.includes(person.id)}
    />
  );
  const awayHead = (
    <h3 key="away" className={styles.label}>
      {texts.away} <span>{away.length.toLocaleString(language)}</span>
    </h3>
  );
  const isAlone = people.size === 1 && people.has(myId);

  // nothing in it takes the focus, and it must scroll by keys
  const scrollable = { role: 'group', tabIndex: 0, 'aria-label': texts.people };

  if (people.size > MANY) {
    return (
      <div ref={scroller} className={styles.scroll} {...scrollable}>
        <Virtualizer scrollRef={scroller}>
          {[...here.map(row), ...(away.length > 0 ? [awayHead] : []), ...away.map(row)]}
        </Virtualizer>
      </div>
    );
  }
  return (
    <div className={styles.scroll} {...scrollable}>
      <ul>
        {here.map((person) => (
          <li key={person.id}>{row(person)}</li>
        ))}
      </ul>
      {away.length > 0 && awayHead}
      {away.length > 0 && (
        <ul>
          {away.map((person) => (
            <li key={person.id}>{row(person)}</li>
          ))}
        </ul>
      )}
      {isAlone && <p className={styles.alone}>{texts.alone}</p>}
    </div>
  );
}
