// How many events of any kind one socket may send. Far above what pages do, old ones in their loop included:
// it is there against floods.

export interface EventRate {
  /** Events at once, and again in each second */
  events: number;
  /** Refused events within a second after which a connection is cut: nobody sends as many by mistake */
  refused: number;
}

/** Somebody in the room */
export const MEMBER: EventRate = { events: 1_000, refused: 1_000 };
/** Who has not joined only has to join, and may have begun with a few channels */
export const STRANGER: EventRate = { events: 100, refused: 100 };

/** A token bucket: 0 where an event is let through, else how many milliseconds until the next one is. */
export function createEventBudget(monotonic: () => number, rate: () => EventRate): () => number {
  let used = 0;
  let at = monotonic();
  return () => {
    const { events } = rate();
    const now = monotonic();
    used = Math.max(0, used - ((now - at) / 1_000) * events);
    at = now;
    if (used + 1 > events) return Math.ceil(((used + 1 - events) / events) * 1_000);
    used += 1;
    return 0;
  };
}
