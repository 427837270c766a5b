import { useEffect, useMemo, useState } from 'react';
import { Virtualizer } from 'virtua';
import { EmptyState } from '../../ui/empty-state.tsx';
import { messageTexts } from './messages.texts.ts';
import { useAfter } from '../use-after.ts';
import { useChannel, useClient, useTexts } from '../use-chat.ts';
import { HISTORY_HEAD, HistoryHead } from './history-head.tsx';
import styles from './messages.module.css';
import { NewestPill } from './newest-pill.tsx';
import { RowView } from './row-view.tsx';
import type { Row } from './rows.ts';
import { useDay } from './use-day.ts';
import { usePlace } from './use-place.ts';

/**
 * Pixels drawn beyond what is seen: rows are measured before they come into view, so that nothing moves when
 * they do
 */
const AHEAD = 600;
/** Rows of a very high screen */
const MOST_AT_ONCE = 100;
/** Milliseconds until the first rows stand */
const SETTLED_MS = 500;

export interface MessageListProps {
  channelId: string;
  rows: readonly Row[];
  /** Rows came or went at the beginning */
  shift: boolean;
  /** Not only the newest ones, which come first */
  isWhole: boolean;
  pendingCount: number;
}

/**
 * The list is itself the log. What is read aloud is what comes while the reader is at the newest end; away
 * from it rows come and go by scrolling, and those are no news.
 */
export function MessageList({ channelId, rows, shift, isWhole, pendingCount }: MessageListProps) {
  const texts = useTexts(messageTexts);
  const client = useClient();
  const name = useChannel(channelId, (channel) => channel.name, '');
  const hasOlder = useChannel(channelId, (channel) => channel.hasOlder, false);
  const hasNewer = useChannel(channelId, (channel) => channel.hasNewer, false);
  const loading = useChannel(channelId, (channel) => channel.loading, null);
  const loadFailed = useChannel(channelId, (channel) => channel.loadFailed, false);
  const isJoined = useChannel(channelId, ({ sync }) => sync !== 'away', false);
  const mayLoad = isJoined && loading === null && !loadFailed;
  const today = useDay();
  const [held, hold] = useHeld(rows);
  // drawn as they are and seen at once, unless one begins further up
  const [drawnAtOnce] = useState(
    rows.length > MOST_AT_ONCE || rows.some(({ isNew }) => isNew) ? 0 : rows.length,
  );
  const { scroller, list, isAtEnd, toEnd, onScroll, onResize } = usePlace({
    count: rows.length,
    firstKey: rows[0]?.key,
    indexOf: (key) => rows.findIndex((row) => row.key === key),
    keyAt: (index) => rows[index]?.key,
    begin: rows.findIndex(({ isNew }) => isNew),
    pending: pendingCount,
    onNearStart: () => {
      if (isWhole && hasOlder && mayLoad) client.loadOlder(channelId);
    },
    onNearEnd: () => {
      if (hasNewer && mayLoad) client.loadNewer(channelId);
    },
  });
  const isAtNewest = isAtEnd && !hasNewer;
  useEffect(() => {
    client.setAtNewest(isAtNewest);
  }, [client, isAtNewest]);
  useEffect(
    () => () => {
      client.setAtNewest(false);
    },
    [client],
  );
  // written far up: to where it will stand
  useEffect(() => {
    if (hasNewer && pendingCount > 0) client.jumpToNewest(channelId);
  }, [client, channelId, hasNewer, pendingCount]);

  // the first rows are no news
  const isSpoken = useAfter(SETTLED_MS) && isAtNewest;
  return (
    <div className={styles.frame}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the handlers only watch what goes on inside */}
      <div
        ref={scroller}
        role="log"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className={styles.feed}
        aria-label={texts.log(name)}
        aria-live={isSpoken ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-busy={loading !== null}
        onFocus={hold}
        onPlayCapture={hold}
      >
        {rows.length === 0 && (
          <div className={styles.nothing}>
            <EmptyState title={texts.start(name)}>{texts.empty}</EmptyState>
          </div>
        )}
        {rows.length > 0 && (
          <>
            <div className={styles.spacer} />
            <HistoryHead channelId={channelId} />
            <Virtualizer
              ref={list}
              scrollRef={scroller}
              startMargin={HISTORY_HEAD}
              shift={shift}
              ssrCount={drawnAtOnce}
              bufferSize={AHEAD}
              data={rows}
              keepMounted={held}
              onScroll={onScroll}
              onResize={onResize}
            >
              {(row) => <RowView key={row.key} row={row} today={today} />}
            </Virtualizer>
          </>
        )}
      </div>
      <NewestPill
        channelId={channelId}
        isShown={!isAtNewest}
        onClick={() => {
          if (hasNewer) client.jumpToNewest(channelId);
          toEnd();
        }}
      />
    </div>
  );
}

/** Rows that stay drawn wherever they are: the one with the focus, and the one that plays. */
function useHeld(
  rows: readonly Row[],
): [indexes: number[], hold: (event: { type: string; target: EventTarget }) => void] {
  const [keys, setKeys] = useState<{ focus?: string; play?: string }>({});
  const indexes = useMemo(
    () =>
      [...new Set([keys.focus, keys.play])]
        .map((key) => rows.findIndex((row) => row.key === key))
        .filter((at) => at >= 0)
        .toSorted((a, b) => a - b),
    [rows, keys],
  );
  return [
    indexes,
    ({ type, target }) => {
      const key =
        target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset['row'] : undefined;
      if (key !== undefined) setKeys((before) => ({ ...before, [type === 'play' ? 'play' : 'focus']: key }));
    },
  ];
}
