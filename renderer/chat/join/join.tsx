import { useState } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ConnectionNote } from '../connection/connection-note.tsx';
import { joinTexts } from './join.texts.ts';
import { useChat, useClient, useLanguage, useTexts } from '../use-chat.ts';
import { Heads } from './heads.tsx';
import { JoinForm } from './join-form.tsx';
import styles from './join.module.css';

/** Before the room: its name, how many are here, and the one thing to fill in. */
export function Join() {
  const texts = useTexts(joinTexts);
  const room = useChat((now) => now.room);
  // one who comes back is on the way in already: no form that would be gone at once
  const isStarting = useChat(({ stage }) => stage === 'starting');
  const people = room?.people;
  return (
    <main className={styles.join}>
      <header className={styles.top}>
        <Mark />
        {texts.product}
        <LanguageChoice />
      </header>
      <section className={styles.bubble} aria-busy={isStarting}>
        <h1 dir="auto">{room?.name ?? texts.product}</h1>
        {isStarting ? (
          <p>{texts.lookingFor}</p>
        ) : (
          <p>{people === undefined ? texts.askAnyway : texts.ask(people)}</p>
        )}
        {!isStarting && <JoinForm />}
        <ConnectionNote />
        <svg className={styles.tail} viewBox="0 0 60 77" aria-hidden="true">
          <path fill="currentColor" d="M4 0h54C52 24 34 52 9 75.6c-1.9 1.7-5 .4-5-2.2z" />
        </svg>
      </section>
      <div className={styles.wire}>
        <Heads people={people ?? 0} />
      </div>
      <footer className={styles.foot}>{texts.foot}</footer>
    </main>
  );
}

function LanguageChoice() {
  const texts = useTexts(joinTexts);
  const client = useClient();
  const language = useLanguage();
  const [options] = useState([
    { value: 'en', text: texts.english },
    { value: 'de', text: texts.german },
  ] as const);
  return (
    <span className={styles.language}>
      <Segments
        label={texts.language}
        value={language}
        options={options}
        onChange={(next) => {
          client.setPreferences({ language: next });
        }}
      />
    </span>
  );
}
