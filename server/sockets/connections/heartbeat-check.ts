// Which connections survived the machine's sleep.
import type { Clock } from '../../chat/ports/clock.ts';
import { cutConnection } from './engine-connection.ts';
import { ping } from './latency.ts';
import type { ChatSocketServer } from '../types.ts';

/** How long a client has to answer the ping. */
const ANSWER_MS = 5_000;

/**
 * Pings every client and drops the connections that do not answer; their clients reconnect automatically and
 * catch up. Returns a cancel function.
 */
export function dropUnresponsive(io: ChatSocketServer, clock: Clock): () => void {
  const silent = new Map(
    [...io.sockets.sockets.values()].map(({ conn }) => [
      conn,
      () => {
        silent.delete(conn);
      },
    ]),
  );
  for (const [connection, live] of silent) {
    connection.once('packet', live);
    ping(connection);
  }
  const cancel = clock.after(ANSWER_MS, () => {
    for (const connection of silent.keys()) cutConnection(connection);
  });
  return () => {
    cancel();
    for (const [connection, live] of silent) connection.off('packet', live);
  };
}
