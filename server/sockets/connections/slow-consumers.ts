// A client that does not read what it is sent would fill the server's memory: it is cut, and catches up when
// it is back.
import type { Clock } from '../../chat/ports/clock.ts';
import { cutConnection } from './engine-connection.ts';
import type { ChatServerSocket, ChatSocketServer } from '../types.ts';

const CHECK_MS = 2_000;
/** Packets waiting for one connection, and characters in them. Beyond either it is cut. */
const MAX_PACKETS = 10_000;
const MAX_SIZE = 16 * 1024 * 1024;

export function watchSlowConsumers(io: ChatSocketServer, clock: Clock): { close: () => void } {
  const check = (): void => {
    for (const socket of io.sockets.sockets.values()) cutIfBehind(socket);
    cancel = clock.after(CHECK_MS, check);
  };
  let cancel = clock.after(CHECK_MS, check);
  return {
    close: () => {
      cancel();
    },
  };
}

/**
 * To be called also before much is sent at once: a client can ask for a lot between two looks. Tells whether
 * it was cut.
 */
export function cutIfBehind(socket: ChatServerSocket): boolean {
  const { packets, size } = waiting(socket.conn);
  const isBehind = packets > MAX_PACKETS || size > MAX_SIZE;
  if (isBehind) cut(socket);
  return isBehind;
}

export function cut(socket: ChatServerSocket): void {
  socket.disconnect(true);
  cutConnection(socket.conn);
}

// Engine.IO keeps its queue to itself in its types. It hands on what is in it only when all that was handed
// on before is written.
function waiting(connection: object): { packets: number; size: number } {
  const queue: unknown[] =
    'writeBuffer' in connection && Array.isArray(connection.writeBuffer) ? connection.writeBuffer : [];
  const size = queue.reduce<number>((sum, packet) => sum + (hasText(packet) ? packet.data.length : 0), 0);
  return { packets: queue.length, size };
}

function hasText(packet: unknown): packet is { data: string | Buffer } {
  return (
    typeof packet === 'object' &&
    packet !== null &&
    'data' in packet &&
    (typeof packet.data === 'string' || Buffer.isBuffer(packet.data))
  );
}
