// For whoever looks for a fault: what clients ask for, by name, never what they say.
import type { Logger } from './logger.ts';

/** As much of Socket.IO's as is used here. */
interface Connections {
  on: (
    event: 'connection',
    listener: (socket: { id: string; onAny: (listener: (event: unknown) => void) => unknown }) => void,
  ) => unknown;
}

/** Clients may name events as they like */
const LONGEST = 64;

/** Logs each event of each client at `debug`; `userOf` tells who a session is, once it said so. */
export function logClientEvents(
  connections: Connections,
  log: Pick<Logger, 'debug'>,
  userOf: (session: string) => string | undefined,
): void {
  connections.on('connection', (socket) => {
    socket.onAny((event) => {
      const user = userOf(socket.id);
      log.debug('client-event', {
        event: String(event).slice(0, LONGEST),
        ...(user !== undefined && { user }),
        session: socket.id,
      });
    });
  });
}
