// After the machine has slept: which connections have survived.
import type { Clock } from '../../chat/ports/clock.ts';
import { cutConnection } from './engine-connection.ts';
import { ping } from './latency.ts';
import type { ChatSocketServer } from '../types.ts';

/** How long a client has to give a sign of life. */
const ANSWER_MS = 5_000;

/**
 * Asks every client for a sign of life and cuts those that give none: who lives comes back by itself and
 * catches up. The answer cancels it.
 */
export function cutSilent(io: ChatSocketServer, clock: Clock): () => void {
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
