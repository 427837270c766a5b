// What holds for every Engine.IO connection, whatever its packets mean.
import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import type { Clock } from '../../chat/ports/clock.ts';

/**
 * Packets of one connection within a second, after which it is cut. More than its events could be before they
 * are refused (event-budget.ts).
 */
const PACKETS_A_SECOND = 5_000;
/**
 * How long the other side of a connection that the server closes has to take note of that. Engine.IO's and
 * ws' own 30 s would let it send on, and keep the process from ending.
 */
const CLOSING_MS = 1_000;

/** As much of Engine.IO's as is used here. */
export interface Connection {
  transport: object;
  close: (discard?: boolean) => void;
}

/** Ends a connection at once: closed in good order it waits until the client has read everything. */
export function cutConnection(connection: Connection): void {
  // from now on nothing that comes is looked at
  connection.close();
  connection.close(true);
  terminate(connection);
}

function terminate({ transport }: Connection): void {
  const socket: unknown = 'socket' in transport ? transport.socket : undefined;
  if (isWebSocket(socket)) socket.terminate();
}

// Engine.IO keeps it to itself in its types
function isWebSocket(socket: unknown): socket is { terminate: () => void } {
  return (
    typeof socket === 'object' &&
    socket !== null &&
    'terminate' in socket &&
    typeof socket.terminate === 'function'
  );
}

/** Cuts those that send faster than anybody does: what is no event, such as a pong, reaches no guard. */
export function watchConnections(
  engine: Server['engine'],
  {
    clock,
    isLimited,
    onFlood,
  }: { clock: Clock; isLimited: boolean; onFlood: (connection: WatchedConnection) => void },
): void {
  engine.on('connection', (connection: WatchedConnection) => {
    if ('closeTimeout' in connection.transport) connection.transport.closeTimeout = CLOSING_MS;
    connection.once('close', () => {
      setTimeout(() => {
        terminate(connection);
      }, CLOSING_MS).unref();
    });
    if (isLimited)
      watchPackets(connection, clock, () => {
        onFlood(connection);
      });
  });
}

interface WatchedConnection extends Connection {
  request: IncomingMessage;
  on: (event: 'packet', listener: () => void) => void;
  once: (event: 'close', listener: () => void) => void;
}

function watchPackets(connection: WatchedConnection, clock: Clock, onFlood: () => void): void {
  let since = clock.monotonic();
  let count = 0;
  connection.on('packet', () => {
    count += 1;
    if (count <= PACKETS_A_SECOND) return;
    const now = clock.monotonic();
    if (now - since < 1_000) {
      onFlood();
      cutConnection(connection);
    }
    since = now;
    count = 0;
  });
}
