import { CircleAlert, Clock3 } from 'lucide-react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import type { OutboxEntry } from '../core/model.ts';
import { FileView } from '../files/file-view.tsx';
import { messageTexts } from './messages.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { Author } from './author.tsx';
import { textOf } from './folded.tsx';
import { useFormats } from './format.ts';
import styles from './messages.module.css';
import { useCopy } from './use-copy.ts';

export interface PendingViewProps {
  entry: OutboxEntry;
  isFirst: boolean;
}

/** A message of ours that is on its way, or did not get there. */
export function PendingView({ entry, isFirst }: PendingViewProps) {
  const texts = useTexts(messageTexts);
  const { time, full } = useFormats();
  const me = useChat((now) => now.me);
  const { content, file, writtenAt, state } = entry;
  return (
    <article
      className={cx(styles.message, isFirst && styles.first, state === 'sending' && styles.sending)}
      aria-label={texts.said(me.name, full(writtenAt))}
    >
      {isFirst ? (
        <Author id={me.id} name={me.name} isMe isVerified={me.verified} at={writtenAt} />
      ) : (
        <time className={styles.at} dateTime={writtenAt} title={full(writtenAt)}>
          {time(writtenAt)}
        </time>
      )}
      <div className={styles.body}>
        {textOf(entry, content, file !== null)}
        {file && <FileView file={file} />}
        {state === 'failed' ? <Failed entry={entry} /> : <Waiting entry={entry} />}
      </div>
    </article>
  );
}

function Waiting({ entry: { reason } }: { entry: OutboxEntry }) {
  const texts = useTexts(messageTexts);
  const isOnline = useChat(({ connection }) => connection.phase === 'online');
  const waiting: Partial<Record<string, string>> = texts.waiting;
  const why = reason === null ? texts.sending : (waiting[reason] ?? texts.waiting.other);
  return (
    <p className={styles.sent}>
      <Icon of={Clock3} size="s" />
      {isOnline ? why : texts.waits}
    </p>
  );
}

function Failed({ entry: { clientId, content, reason } }: { entry: OutboxEntry }) {
  const texts = useTexts(messageTexts);
  const client = useClient();
  const [copied, copy] = useCopy();
  const reasons: Partial<Record<string, string>> = texts.reasons;
  const copyWord = { yes: texts.copied, no: texts.notCopied, null: texts.copy }[
    String(copied) as 'yes' | 'no' | 'null'
  ];
  return (
    <div className={cx(styles.sent, styles.failed)} role="alert">
      <Icon of={CircleAlert} size="s" />
      <span>{texts.notSent(reasons[reason ?? ''] ?? texts.reasons.other)}</span>
      <span className={styles.answers}>
        <button
          type="button"
          onClick={() => {
            client.retry(clientId);
          }}
        >
          {texts.retry}
        </button>
        <button
          type="button"
          className={styles.quiet}
          onClick={() => {
            client.discard(clientId);
          }}
        >
          {texts.discard}
        </button>
        {content !== '' && (
          <button
            type="button"
            className={styles.quiet}
            onClick={() => {
              copy(content);
            }}
          >
            {copyWord}
          </button>
        )}
      </span>
    </div>
  );
}
