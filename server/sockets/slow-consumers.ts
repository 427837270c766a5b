// A client that does not read what it is sent would fill the server's memory: it is cut, and catches up when it is back.
import type { Clock } from '../chat/ports.ts';
import type { ChatSocketServer } from './types.ts';

const CHECK_MS = 2_000;
/** Packets waiting for one connection, and bytes in its socket's buffer. Beyond either it is cut. */
const MAX_PACKETS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

export function watchSlowConsumers(io: ChatSocketServer, clock: Clock): { close: () => void } {
  const check = (): void => {
    for (const socket of io.sockets.sockets.values()) {
      const { conn } = socket;
      if (waitingPackets(conn) > MAX_PACKETS || conn.request.socket.writableLength > MAX_BYTES) socket.disconnect(true);
    }
    cancel = clock.after(CHECK_MS, check);
  };
  let cancel = clock.after(CHECK_MS, check);
  return { close: () => { cancel(); } };
}

// Engine.IO keeps its queue to itself in its types
function waitingPackets(connection: object): number {
  return 'writeBuffer' in connection && Array.isArray(connection.writeBuffer) ? connection.writeBuffer.length : 0;
}
