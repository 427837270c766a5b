// One connected socket, as the rules know it.
import type { JoinThrottle } from '../legacy/join-throttle.ts';

export interface Session {
  readonly id: string;
  /** Canonical IP address */
  readonly address: string;
  readonly joinThrottle: JoinThrottle;
  /** Channels that an old client joined before it was let into the room: until then it gets nothing of them */
  readonly wanted: Set<string>;
  /** The connection has ended: an answer that was on its way must not bring it back */
  isGone: boolean;
}

/** Who a request over HTTP comes from. */
export interface Caller {
  address: string;
  /** The Bearer secret, where one was sent */
  token?: string | undefined;
}
