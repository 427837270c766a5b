// How many Engine.IO connections one address has, and begins: a long-polling one lives on for a while without a
// TCP connection, so the listener's cap does not bound them; and each costs more than a connection of TCP.
import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { Beginning } from '../../chat/access/budgets.ts';
import { createBeginnings } from '../../chat/access/beginnings.ts';
import type { Clock } from '../../chat/ports/clock.ts';

export interface Handshakes {
  /**
   * The reason to refuse a request that would begin a connection; undefined where it may, and for requests of
   * connections there are.
   */
  check(request: IncomingMessage): Error | undefined;
  watch(engine: Server['engine']): void;
}

/** Under which all transports are. */
const PATH = '/socket.io/';

/** Whether a request asks for a websocket here. */
export function isSocketUpgrade({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  return url.startsWith(PATH) && headers.upgrade?.toLowerCase() === 'websocket';
}

/** Whether a request of a transport belongs to a connection that there is, or says so. */
export function hasSession(request: Pick<IncomingMessage, 'url'>): boolean {
  return (queryOf(request).get('sid') ?? '') !== '';
}

function queryOf({ url = '' }: Pick<IncomingMessage, 'url'>): URLSearchParams {
  return new URLSearchParams(url.split('?')[1]);
}

export interface HandshakeOptions {
  addressOf: (request: IncomingMessage) => string;
  /** Such addresses have no limit */
  isTrusted: (address: string) => boolean;
  maxPerAddress: number;
  /** Whether there is a limit on how fast they begin */
  isLimited: boolean;
  /** How fast those of one address may begin */
  beginnings: Beginning;
  clock: Pick<Clock, 'monotonic'>;
}

export function countHandshakes({
  addressOf,
  isTrusted,
  maxPerAddress,
  isLimited,
  beginnings,
  clock,
}: HandshakeOptions): Handshakes {
  const counts = new Map<string, number>();
  const isTooFast = createBeginnings({ ...beginnings, clock });

  return {
    check(request) {
      // browsers load scripts from any site without an Origin, so any page could read the room with JSONP
      if (queryOf(request).has('j')) return new Error('JSONP polling (j=) is not supported');
      const address = addressOf(request);
      if (hasSession(request) || isTrusted(address)) return undefined;
      if ((counts.get(address) ?? 0) >= maxPerAddress)
        return new Error(`There are too many connections from ${address}`);
      if (isLimited && isTooFast(address))
        return new Error(`Too many connections from ${address} begin; wait a moment`);
      return undefined;
    },
    watch(engine) {
      engine.on(
        'connection',
        (connection: { request: IncomingMessage; once: (event: 'close', listener: () => void) => void }) => {
          const address = addressOf(connection.request);
          counts.set(address, (counts.get(address) ?? 0) + 1);
          connection.once('close', () => {
            const left = (counts.get(address) ?? 1) - 1;
            if (left > 0) counts.set(address, left);
            else counts.delete(address);
          });
        },
      );
    },
  };
}
