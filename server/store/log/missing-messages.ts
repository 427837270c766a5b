import type { StoreNote } from '../store-environment.ts';

/** Tells that a channel's log lacks the numbers from `first` to `last`. */
export function missingMessages(
  channel: string,
  { first, last }: { first: number; last: number },
): StoreNote {
  return {
    level: 'error',
    event: 'messages-missing',
    channel,
    count: last - first + 1,
    first_seq: first,
    last_seq: last,
  };
}
