import { useId, useState } from 'react';
import { LIMITS } from '../../../protocol/limits.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import type { ProfileAnswer } from '../core/client.ts';
import { checkName } from '../join/check-name.ts';
import { profileTexts } from './profile.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import styles from './profile.module.css';

type Refusal = Extract<ProfileAnswer, { ok: false }>;

/** One's own name, with what the room says to another one. */
export function NameForm() {
  const texts = useTexts(profileTexts);
  const client = useClient();
  const current = useChat(({ me }) => me.name);
  const [typed, setTyped] = useState<string>();
  const [answer, setAnswer] = useState<'saved' | 'empty' | 'too_long' | Refusal | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const id = useId();
  const name = typed ?? current;

  const save = async (wanted: string): Promise<void> => {
    const fault = checkName(wanted);
    if (fault) {
      setAnswer(fault);
      return;
    }
    setIsSaving(true);
    const said = await client.rename(wanted.trim());
    setIsSaving(false);
    setAnswer(said.ok ? 'saved' : said);
    setTyped(said.ok ? undefined : wanted);
  };
  const isRefused = answer !== null && answer !== 'saved';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(name);
      }}
    >
      <label htmlFor={id} className={styles.label}>
        {texts.name}
      </label>
      <div className={styles.nameRow}>
        <TextInput
          id={id}
          value={name}
          onChange={(next) => {
            setTyped(next);
            setAnswer(null);
          }}
          invalid={isRefused}
          autoComplete="nickname"
          dir="auto"
          aria-describedby={`${id}-answer`}
          className={styles.field}
        />
        <Button type="submit" disabled={isSaving || name.trim() === current} className={styles.save}>
          {texts.nameSave}
        </Button>
      </div>
      <div id={`${id}-answer`} role="status" className={isRefused ? styles.refused : styles.saved}>
        {answer === 'saved' && <p>{texts.nameSaved}</p>}
        {isRefused && <p>{wordsOf(answer, texts)}</p>}
        {isRefused && typeof answer === 'object' && answer.suggestion !== null && (
          <Suggestion
            name={answer.suggestion}
            onTake={(free) => {
              setTyped(free);
              void save(free);
            }}
          />
        )}
      </div>
    </form>
  );
}

function Suggestion({ name, onTake }: { name: string; onTake: (name: string) => void }) {
  return (
    <Button
      size="s"
      className={styles.suggestion}
      onClick={() => {
        onTake(name);
      }}
    >
      <bdi>{name}</bdi>
    </Button>
  );
}

function wordsOf(answer: 'empty' | 'too_long' | Refusal, texts: (typeof profileTexts)['en']): string {
  if (answer === 'empty') return texts.nameEmpty;
  if (answer === 'too_long') return texts.nameTooLong(LIMITS.name);
  const { code } = answer;
  if (code === 'name_taken') return texts.nameTaken;
  if (code === 'bad_name') return texts.nameBad;
  if (code === 'rate_limited') return texts.nameLimited;
  return code === 'offline' || code === 'closing' || code === 'busy' ? texts.nameOffline : texts.nameFailed;
}
