import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { useCopy } from '../messages/use-copy.ts';
import { messageTexts } from '../messages/messages.texts.ts';
import { useTexts } from '../use-chat.ts';
import { usePart } from '../use-part.ts';
import type { Run } from './highlight.ts';
import { highlightInPieces } from './highlight-queue.ts';
import styles from './markdown.module.css';

const loadHighlight = async () => (await import('./highlight.ts')).highlight;

/** Plain at once; coloured, in the same place, when the highlighter is there. */
function useRuns(lang: string, code: string): readonly Run[] | null {
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const { part: highlight } = usePart(loadHighlight, lang !== '');
  useEffect(() => {
    if (highlight === null) return undefined;
    let isWanted = true;
    const colour = async (): Promise<void> => {
      const found = await highlightInPieces(lang.toLowerCase(), code, highlight, () => isWanted);
      if (isWanted) setRuns(found);
    };
    // where it fails it stays plain
    colour().catch(() => undefined);
    return () => {
      // runs of other code
      setRuns(null);
      isWanted = false;
    };
  }, [highlight, lang, code]);
  return runs;
}

export interface CodeBlockProps {
  lang: string;
  /** What is shown, perhaps only the beginning */
  code: string;
  /** What is copied */
  whole: string;
}

export function CodeBlock({ lang, code, whole }: CodeBlockProps) {
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
            copy(whole);
          }}
        />
      </span>
    </div>
  );
}
