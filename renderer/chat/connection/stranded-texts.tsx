import { MessageSquareOff } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import type { OutboxEntry } from '../core/model.ts';
import { shownName } from '../files/file-kind.ts';
import { useCopy } from '../messages/use-copy.ts';
import { connectionTexts } from './connection.texts.ts';
import { useChat, useClient, useTexts } from '../use-chat.ts';
import { Banner } from './banner.tsx';
import styles from './connection.module.css';

/** What was written for channels that are deleted now: to be copied or discarded, a line for each channel. */
export function Stranded() {
  const stranded = useChat((now) => now.stranded);
  const failed = stranded.filter(({ entry }) => entry.state === 'failed');
  const channels = [...new Set(failed.map(({ entry }) => entry.channelId))];
  return channels.map((id) => {
    const here = failed.filter(({ entry }) => entry.channelId === id);
    return (
      <StrandedIn key={id} channel={here[0]?.channel ?? null} entries={here.map(({ entry }) => entry)} />
    );
  });
}

function StrandedIn({ channel, entries }: { channel: string | null; entries: readonly OutboxEntry[] }) {
  const texts = useTexts(connectionTexts);
  const client = useClient();
  const [copied, copy] = useCopy();
  const words = entries.flatMap(({ content }) => (content === '' ? [] : [content])).join('\n\n');
  const discard = (): void => {
    for (const { clientId } of entries) client.discard(clientId);
  };
  return (
    <Banner
      icon={MessageSquareOff}
      title={texts.stranded(channel, entries.length)}
      action={
        <>
          {words !== '' && (
            <Button
              size="s"
              onClick={() => {
                copy(words);
              }}
            >
              {copied === null ? texts.copy : copied === 'yes' ? texts.copied : texts.notCopied}
            </Button>
          )}
          <Button size="s" onClick={discard}>
            {texts.discard}
          </Button>
        </>
      }
    >
      <span dir="auto" className={styles.stranded}>
        {entries
          .map(({ content, file }) => (content === '' ? shownName(file?.filename ?? '') : content))
          .join('\n')}
      </span>
    </Banner>
  );
}
