// Where the reader is in the list: at the newest end and staying there, or somewhere above and left alone.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { afterPaint } from '../after-paint.ts';

/** Pixels from the end that still count as its end */
const END = 48;
/** Pixels from an end within which the next page is asked for */
const NEAR = 3_000;
/** After rows came at the beginning, milliseconds in which nobody scrolls over half of them */
const SETTLES_MS = 400;
/** Seen above the line "new since you left" */
const HEADROOM = 96;

export interface PlaceOf {
  count: number;
  /** Key of the first row */
  firstKey: string | undefined;
  indexOf: (key: string) => number;
  keyAt: (index: number) => string | undefined;
  /** Row where the reader begins; -1: at the newest */
  begin: number;
  /** Written here and not stored yet: who writes wants to see it */
  pending: number;
  onNearStart: () => void;
  onNearEnd: () => void;
}

export interface Place {
  /** For the element that scrolls */
  scroller: RefObject<HTMLDivElement | null>;
  list: RefObject<VirtualizerHandle | null>;
  isAtEnd: boolean;
  toEnd: () => void;
  onScroll: () => void;
  onResize: () => void;
}

export function usePlace(of: PlaceOf): Place {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [isAtEnd, setIsAtEnd] = useState(of.begin < 0);
  const stays = useRef(of.begin < 0);
  const former = useRef({ top: 0, height: 0 });
  const now = useRef(of);
  useLayoutEffect(() => {
    now.current = of;
  });
  const anchor = useRef<{ key: string; firstKey: string } | null>(null);
  const kept = useRef<{ key: string; until: number } | null>(null);

  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const isEnd = scrollTop + clientHeight >= scrollHeight - END;
    // rows that are measured move things too; only where nothing grew or shrank it was somebody
    const isUsers = scrollTop < former.current.top && scrollHeight === former.current.height;
    former.current = { top: scrollTop, height: scrollHeight };
    if (isEnd) stays.current = true;
    else if (isUsers) stays.current = false;
    setIsAtEnd(stays.current);
    const { firstKey, indexOf, keyAt } = now.current;
    const top = list.current?.findItemIndex(scrollTop) ?? 0;
    // a wheel that is turned just then can undo what kept the place: the browser goes to the very beginning
    if (kept.current && performance.now() < kept.current.until) {
      const expected = indexOf(kept.current.key);
      if (top < expected / 2) {
        list.current?.scrollToIndex(expected, { align: 'start' });
        return;
      }
    }
    const key = keyAt(top);
    anchor.current = key === undefined || firstKey === undefined ? null : { key, firstKey };
    if (scrollTop < NEAR) now.current.onNearStart();
    if (scrollTop + clientHeight > scrollHeight - NEAR) now.current.onNearEnd();
  }, []);

  const toEnd = useCallback(() => {
    stays.current = true;
    setIsAtEnd(true);
    list.current?.scrollToIndex(now.current.count - 1, { align: 'end' });
  }, []);

  useLayoutEffect(() => {
    const { begin } = now.current;
    // the end is found when the rows are measured, before they are painted: to scroll sooner would make the
    // list forget which ones it drew
    if (begin >= 0) list.current?.scrollToIndex(begin, { align: 'start', offset: -HEADROOM });
  }, []);

  // the list draws what it was told to until it hears of a scroll, and a short one never scrolls
  useEffect(
    () =>
      afterPaint(() => {
        scroller.current?.dispatchEvent(new Event('scroll'));
      }),
    [],
  );

  const wasCount = useRef(of.count);
  useLayoutEffect(() => {
    if (stays.current && of.count !== wasCount.current)
      list.current?.scrollToIndex(of.count - 1, { align: 'end' });
    wasCount.current = of.count;
  }, [of.count]);

  useLayoutEffect(() => {
    const before = anchor.current;
    if (before && of.firstKey !== before.firstKey && now.current.indexOf(before.firstKey) > 0)
      kept.current = { key: before.key, until: performance.now() + SETTLES_MS };
  }, [of.firstKey]);

  const wasPending = useRef(of.pending);
  useLayoutEffect(() => {
    if (of.pending > wasPending.current) toEnd();
    wasPending.current = of.pending;
  }, [of.pending, toEnd]);

  // what was drawn may not fill the page, or end where it began
  useEffect(() => {
    const frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
    };
  });

  const onResize = useCallback(() => {
    if (stays.current) list.current?.scrollToIndex(now.current.count - 1, { align: 'end' });
  }, []);

  return { scroller, list, isAtEnd, toEnd, onScroll: look, onResize };
}
