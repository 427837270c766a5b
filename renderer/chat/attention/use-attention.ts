import { useEffect, useMemo } from 'react';
import { attentionTexts } from './attention.texts.ts';
import { useChannel, useChat, useClient, useTexts } from '../use-chat.ts';
import { useMedia } from '../use-media.ts';
import { createChime } from './chime.ts';
import { drawFavicon, setFavicon } from './favicon.ts';
import { newMentions, type NewMention } from './new-mentions.ts';
import { notify } from './notifications.ts';
import { countWaiting, pageTitle } from './page-title.ts';

const BODY = 200;

/**
 * Title and icon tell how much waits; a mention rings and is notified, where that is wanted and nobody is
 * looking.
 */
export function useAttention(): void {
  useTitleAndIcon();
  useMentions();
}

function useTitleAndIcon(): void {
  const channels = useChat((now) => now.channels);
  const current = useChat((now) => now.current);
  const channel = useChannel(current ?? '', ({ name }) => name, '');
  const room = useChat((now) => now.server?.name ?? now.room?.name ?? 'Lanline');
  const { unread, mentions } = useMemo(() => countWaiting(channels), [channels]);
  const isDark = useMedia('(prefers-color-scheme: dark)');
  useEffect(() => {
    document.title = pageTitle(unread, channel, room);
  }, [unread, channel, room]);
  useEffect(() => {
    setFavicon(unread > 0 ? drawFavicon(unread, mentions, isDark) : null);
  }, [unread, mentions, isDark]);
}

function useMentions(): void {
  const client = useClient();
  const texts = useTexts(attentionTexts);
  useEffect(() => {
    const chime = createChime();
    const tell = ({ channel, message }: NewMention): void => {
      const content = message === undefined || message.content === '' ? texts.file : message.content;
      notify({
        title: message
          ? texts.mentionedIn(message.username, channel.name)
          : texts.mentionedSomewhere(channel.name),
        body: message ? content.slice(0, BODY) : texts.unread,
        tag: channel.id,
        onOpen: () => {
          client.openChannel(channel.id);
        },
      });
    };
    const ready = (): void => {
      if (client.store.now.preferences.sound) chime.ready();
    };
    addEventListener('pointerdown', ready);
    addEventListener('keydown', ready);
    let before = client.store.now.channels;
    const end = client.store.subscribe(() => {
      const { channels, isAttended, preferences } = client.store.now;
      const found = newMentions(before, channels);
      before = channels;
      if (found.length === 0) return;
      if (preferences.sound) chime.play();
      if (preferences.notifications && !isAttended) for (const mention of found) tell(mention);
    });
    return () => {
      end();
      removeEventListener('pointerdown', ready);
      removeEventListener('keydown', ready);
    };
  }, [client, texts]);
}
