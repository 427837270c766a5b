// Which rows of the log are drawn. All rows have one height, so that ten thousand cost no more than the ten
// that are seen.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { LineIndex } from './line-index.ts';

export const ROW = 20;
/** Rows drawn above and below what is seen */
const SPARE = 8;

export interface LogWindow {
  /** For the element that scrolls */
  scroller: RefObject<HTMLDivElement | null>;
  /** Rows to draw, as indexes: from the first to before the last */
  from: number;
  to: number;
  isFollowing: boolean;
  /** Follows from now on, or holds still. */
  follow: (on: boolean) => void;
  /** Moves as little as makes the row seen. */
  reveal: (row: number) => void;
}

/**
 * While it follows, the newest row stands at the bottom. Scrolling up holds it still, also when old lines are
 * dropped above; scrolling to the end follows again.
 */
export function useLogWindow(index: LineIndex): LogWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [isFollowing, setIsFollowing] = useState(true);
  /** Number of the row at the top since the log began: it stays the same when rows above it go */
  const [top, setTop] = useState(0);
  /** The same for who must not run again when it changes, and the pixels above it */
  const held = useRef({ top: 0, pixels: 0 });
  const { length, dropped } = index;
  const seen = Math.ceil(height / ROW);
  const first = isFollowing ? length - seen : Math.max(0, Math.floor(top) - dropped);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setHeight(element.clientHeight);
    });
    observer.observe(element);
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const atEnd = scrollTop + clientHeight >= scrollHeight - ROW / 2;
      // growing lines move nothing up: that is only done by somebody
      if (atEnd) setIsFollowing(true);
      else if (scrollTop < held.current.pixels) setIsFollowing(false);
      held.current = { top: scrollTop / ROW + index.dropped, pixels: scrollTop };
      // while it follows, each new line scrolls: that alone is no reason to draw
      if (!atEnd) setTop(held.current.top);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [index]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (isFollowing) element.scrollTop = length * ROW - height;
    else element.scrollTop = Math.max(0, held.current.top - dropped) * ROW;
    held.current.pixels = element.scrollTop;
  }, [isFollowing, length, dropped, height]);

  const follow = (on: boolean) => {
    if (!on) setTop(held.current.top);
    setIsFollowing(on);
  };
  return {
    scroller,
    from: Math.max(0, first - SPARE),
    to: Math.min(length, first + seen + SPARE),
    isFollowing,
    follow,
    reveal: (row) => {
      const element = scroller.current;
      if (!element) return;
      follow(false);
      if (row * ROW < element.scrollTop) element.scrollTop = row * ROW;
      else if ((row + 1) * ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = (row + 1) * ROW - element.clientHeight;
    },
  };
}
