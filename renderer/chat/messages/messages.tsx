import { useCallback, useMemo } from 'react';
import type { Message, OutboxEntry } from '../core/model.ts';
import { kindOf } from '../files/file-kind.ts';
import { ImagesContext } from '../files/images-context.ts';
import { MarkerContext } from '../markdown/markdown.tsx';
import { messageTexts } from './messages.texts.ts';
import { useChannel, useChat, useTexts } from '../use-chat.ts';
import { MessageList } from './message-list.tsx';
import styles from './messages.module.css';
import { countThatFill } from './newest-first.ts';
import { PrintedMessages, useIsPrinting } from './printing.tsx';
import { rowsOf } from './rows.ts';
import { RowContext } from './row-context.ts';
import { SkeletonRows } from './skeleton-rows.tsx';
import { useNaming } from './use-marker.ts';
import { useSteps } from './use-steps.ts';

const NO_MESSAGES: readonly Message[] = [];
const NO_ENTRIES: readonly OutboxEntry[] = [];

/** Pixels that head and composer take at least */
const AROUND = 170;

/**
 * A channel's messages: the list that scrolls, and what stands there while it is empty or on its way. Give it
 * the channel's id as its key.
 */
export function Messages({ channelId }: { channelId: string }) {
  const texts = useTexts(messageTexts);
  const name = useChannel(channelId, (channel) => channel.name, '');
  const target = useChannel(channelId, ({ messages }) => messages, NO_MESSAGES);
  const isUnread = useChannel(channelId, ({ messages, hasOlder }) => messages.length === 0 && hasOlder, true);
  const hasNewer = useChannel(channelId, (channel) => channel.hasNewer, false);
  const waiting = useChannel(channelId, ({ pending }) => pending, NO_ENTRIES);
  const newSince = useChannel(channelId, (channel) => channel.newSince, null);
  const meId = useChat(({ me }) => me.id);
  const meName = useChat(({ me }) => me.name);
  // who was away begins where they left, which may be far up
  const newest = useCallback(
    (messages: readonly Message[]) =>
      newSince === null ? countThatFill(messages, innerHeight - AROUND) : messages.length,
    [newSince],
  );
  const { shown, shift, generation, isBeginning } = useSteps(target, newest);
  const naming = useNaming(shown);
  const isPrinting = useIsPrinting();
  // between what is far up and what was just written lies much that is not here
  const pending = hasNewer ? NO_ENTRIES : waiting;
  const rows = useMemo(
    () => rowsOf({ messages: shown, pending, newSince, me: { id: meId, name: meName } }),
    [shown, pending, newSince, meId, meName],
  );
  const context = useMemo(() => ({ meId, isForMe: naming.isForMe }), [meId, naming]);

  const images = useMemo(
    () => ({ list: () => shown.flatMap(({ file }) => (file && kindOf(file) === 'image' ? [file] : [])) }),
    [shown],
  );

  let body = (
    <MessageList
      key={generation}
      channelId={channelId}
      rows={rows}
      shift={shift}
      isWhole={!isBeginning}
      pendingCount={waiting.length}
    />
  );
  if (isPrinting) body = <PrintedMessages rows={rows} />;
  else if (rows.length === 0 && isUnread)
    body = (
      <div role="log" aria-label={texts.log(name)} aria-busy="true" className={styles.feed}>
        <div className={styles.spacer} />
        <SkeletonRows count={6} />
      </div>
    );
  return (
    <RowContext.Provider value={context}>
      <MarkerContext.Provider value={naming.marker}>
        <ImagesContext.Provider value={images}>{body}</ImagesContext.Provider>
      </MarkerContext.Provider>
    </RowContext.Provider>
  );
}
