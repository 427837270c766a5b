import { RefreshCw } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { LIMITS } from '../../../protocol/limits.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { joinTexts } from './join.texts.ts';
import { nameTexts } from './names.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { checkName } from './check-name.ts';
import { JoinProblem } from './join-problem.tsx';
import styles from './join.module.css';
import { suggestName } from './suggest-name.ts';

/** One field: a name, with a friendly suggestion in it. */
export function JoinForm() {
  const texts = useTexts(joinTexts);
  const words = useTexts(nameTexts);
  const client = useClient();
  const known = useChat(({ me }) => me.name);
  const isJoining = useChat((now) => now.isJoining);
  const problem = useChat((now) => now.joinProblem);
  const [typed, setTyped] = useState<string>();
  const [suggested, setSuggested] = useState(() => ({ words, name: suggestName(words) }));
  // another language, another suggestion
  if (suggested.words !== words) setSuggested({ words, name: suggestName(words) });
  const [refused, setRefused] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const name = typed ?? (known === '' ? suggested.name : known);
  useFocusWithPointer(field);

  const change = (next: string | undefined): void => {
    setTyped(next);
    setRefused(undefined);
  };
  const join = (as: string): void => {
    const fault = checkName(as);
    if (fault) {
      setRefused(fault === 'empty' ? texts.needsName : texts.nameTooLong(LIMITS.name));
      field.current?.focus();
    } else client.join(as.trim());
  };
  const isAboutName = refused !== undefined || problem?.code === 'name_taken' || problem?.code === 'bad_name';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        join(name);
      }}
    >
      <label htmlFor={id}>{texts.yourName}</label>
      <div className={styles.in}>
        <TextInput
          ref={field}
          id={id}
          value={name}
          onChange={change}
          autoComplete="nickname"
          dir="auto"
          enterKeyHint="go"
          className={styles.field}
          invalid={isAboutName}
          aria-describedby={`${id}-problem`}
          onFocus={({ target }) => {
            if (typed === undefined) target.select();
          }}
        />
        <IconButton
          icon={RefreshCw}
          label={texts.another}
          className={styles.another}
          onClick={() => {
            change(suggestName(words, name));
          }}
        />
      </div>
      <div id={`${id}-problem`} className={styles.problem} role="alert">
        {refused === undefined ? (
          problem && (
            <JoinProblem
              problem={problem}
              name={name}
              onTake={(free) => {
                change(free);
                join(free);
              }}
            />
          )
        ) : (
          <p>{refused}</p>
        )}
      </div>
      <Button look="filled" type="submit" className={styles.go} disabled={isJoining}>
        {isJoining ? texts.joining : texts.join}
      </Button>
    </form>
  );
}

/** Where a keyboard would not cover half of the page, one can type at once. */
function useFocusWithPointer(field: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, [field]);
}
