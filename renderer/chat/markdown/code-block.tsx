import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { useCopy } from '../messages/use-copy.ts';
import { messageTexts } from '../messages/messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import type { Run } from './highlight.ts';
import styles from './markdown.module.css';

/** Longer code is left plain: highlighting must never be felt */
const LONGEST = 10_000;

/** Plain at once; coloured, in the same place, when the highlighter is there. */
function useRuns(lang: string, code: string): readonly Run[] | null {
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  useEffect(() => {
    if (lang === '' || code.length > LONGEST) return undefined;
    let isWanted = true;
    const load = async (): Promise<void> => {
      try {
        const { highlight } = await import('./highlight.ts');
        if (isWanted) setRuns(highlight(lang.toLowerCase(), code));
      } catch {
        // no connection: it stays plain
      }
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, [lang, code]);
  return runs;
}

export function CodeBlock({ lang, code }: { lang: string; code: string }) {
  const texts = useTexts(messageTexts);
  const runs = useRuns(lang, code);
  const [copied, copy] = useCopy();
  return (
    <div className={styles.codeBlock} dir="ltr">
      {/* what scrolls must be reachable by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is focusable, or keys cannot scroll it */}
      <pre tabIndex={0} role="group" aria-label={texts.code(lang)}>
        <code>
          {runs
            ? runs.map(({ text, tone }, at) =>
                tone ? (
                  <span key={at} className={styles[tone]}>
                    {text}
                  </span>
                ) : (
                  text
                ),
              )
            : code}
        </code>
      </pre>
      <span className={styles.codeHead}>
        {lang !== '' && <span className={styles.lang}>{lang}</span>}
        <IconButton
          icon={copied === 'yes' ? Check : Copy}
          label={copied === null ? texts.copyCode : copied === 'yes' ? texts.copied : texts.notCopied}
          tooltip={copied === 'no'}
          className={styles.copyCode}
          onClick={() => {
            copy(code);
          }}
        />
      </span>
    </div>
  );
}
