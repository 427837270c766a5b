/**
 * `profile`: what everybody is told about a person apart from messages (their profile, that they are typing).
 * `channel`: making a channel by saying something in one that is not there.
 */
export type LimitKind = 'send' | 'page' | 'upload' | 'profile' | 'channel';

/** Token buckets of people and addresses. */
export interface Limiter {
  /**
   * Takes one token from the person's bucket and one from the address's. Returns 0, or the milliseconds to
   * wait if either is empty.
   */
  consume(kind: LimitKind, who: { person?: string | undefined; address: string }): number;
  /** Counts bytes of messages that an address is given: while these are too many, it has to wait for each `page`. */
  spend(address: string, bytes: number): void;
}
