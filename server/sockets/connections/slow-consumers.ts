// A client that does not read what it is sent would fill the server's memory: it is cut, and catches up when
// it is back.
import { BUDGETS } from '../../chat/access/budgets.ts';
import type { Clock } from '../../chat/ports/clock.ts';
import { cutConnection, type Connection } from './engine-connection.ts';
import type { ChatServerSocket, ChatSocketServer } from '../types.ts';

const CHECK_MS = 2_000;
/** Packets that may wait for one connection; with more it is cut. */
const MAX_PACKETS = 10_000;

/** How long the sums count as exact. */
const FRESH_MS = 25;

export interface SlowConsumersOptions {
  clock: Clock;
  /** Such addresses have no bound of their own */
  isTrusted: (address: string) => boolean;
}

export interface SlowConsumers {
  /**
   * To be called before an answer of up to `bytes` is sent: who asks on many connections and reads on none is
   * cut where most is waiting. Tells whether that was this one.
   */
  beforeAnswer(socket: ChatServerSocket, bytes: number): boolean;
  /** The same before bytes are sent that are in memory once for all who get them: only this one can be cut. */
  beforeShared(socket: ChatServerSocket, bytes: number): boolean;
  /** Looks at all connections every two seconds, from now on. */
  watch(): void;
  close(): void;
}

interface Waiting {
  socket: ChatServerSocket;
  bytes: number;
}

export function createSlowConsumers(
  io: ChatSocketServer,
  { clock, isTrusted }: SlowConsumersOptions,
): SlowConsumers {
  /** Bytes that wait, by address: as they were at `at`, and what was sent since */
  const sums = new Map<string, number>();
  let sum = 0;
  let at = -Infinity;
  let cancel: (() => void) | undefined;
  /** Of what waits for a connection, the bytes that others share */
  const shared = new WeakMap<ChatServerSocket['conn'], number>();

  const add = (address: string, bytes: number): void => {
    sums.set(address, (sums.get(address) ?? 0) + bytes);
    sum += bytes;
  };
  /** Measures, and cuts those furthest behind until everything is within its bound. */
  const look = (): void => {
    const waiting = [...io.sockets.sockets.values()].flatMap((socket): Waiting[] => {
      const bytes = unsentOf(socket.conn).bytes - (shared.get(socket.conn) ?? 0);
      // one that is not served has no facts, and is sent nothing
      return bytes > 0 && 'facts' in socket.data ? [{ socket, bytes }] : [];
    });
    for (const [address, those] of Map.groupBy(waiting, ({ socket }) => addressOf(socket)))
      if (!isTrusted(address)) cutDownTo(BUDGETS.unsentOfAddress, those);
    cutDownTo(
      BUDGETS.unsentInAll,
      waiting.filter(({ socket }) => socket.connected),
    );
    sums.clear();
    sum = 0;
    for (const { socket, bytes } of waiting) if (socket.connected) add(addressOf(socket), bytes);
    at = clock.monotonic();
  };
  const isOver = (address: string): boolean =>
    sum > BUDGETS.unsentInAll || (!isTrusted(address) && (sums.get(address) ?? 0) > BUDGETS.unsentOfAddress);

  const check = (): void => {
    for (const socket of io.sockets.sockets.values()) cutIfBehind(socket);
    look();
    cancel = clock.after(CHECK_MS, check);
  };

  return {
    beforeAnswer(socket, bytes) {
      if (cutIfBehind(socket)) return true;
      if (clock.monotonic() - at >= FRESH_MS) look();
      const address = addressOf(socket);
      add(address, bytes);
      if (isOver(address)) look();
      return !socket.connected;
    },
    beforeShared(socket, bytes) {
      if (cutIfBehind(socket)) return true;
      const { conn } = socket;
      const before = shared.get(conn);
      shared.set(conn, (before ?? 0) + bytes);
      if (before === undefined) conn.once('drain', () => shared.delete(conn));
      return false;
    },
    watch() {
      cancel = clock.after(CHECK_MS, check);
    },
    close() {
      cancel?.();
    },
  };
}

function addressOf({ data }: ChatServerSocket): string {
  return data.facts.address;
}

/** Cuts those furthest behind until the others are within `most` bytes together. */
function cutDownTo(most: number, waiting: readonly Waiting[]): void {
  let left = waiting.reduce((total, { bytes }) => total + bytes, 0);
  for (const { socket, bytes } of waiting.toSorted((one, other) => other.bytes - one.bytes)) {
    if (left <= most) return;
    cut(socket);
    left -= bytes;
  }
}

/**
 * To be called also before much is sent at once: a client can ask for a lot between two looks. Tells whether
 * it was cut.
 */
export function cutIfBehind(socket: ChatServerSocket): boolean {
  const { packets, bytes } = unsentOf(socket.conn);
  const isBehind = packets > MAX_PACKETS || bytes > BUDGETS.unsent;
  if (isBehind) cut(socket);
  return isBehind;
}

export function cut(socket: ChatServerSocket): void {
  socket.disconnect(true);
  cutConnection(socket.conn);
}

/** What Engine.IO still has, and what it handed on that the network has not taken yet. */
function unsentOf(connection: Pick<Connection, 'transport'>): { packets: number; bytes: number } {
  // Engine.IO keeps both to itself in its types
  const queue: unknown[] =
    'writeBuffer' in connection && Array.isArray(connection.writeBuffer) ? connection.writeBuffer : [];
  const queued = queue.reduce<number>((sum, packet) => sum + (hasText(packet) ? packet.data.length : 0), 0);
  const { transport } = connection;
  const socket: unknown = 'socket' in transport ? transport.socket : undefined;
  return { packets: queue.length, bytes: queued + (isBuffering(socket) ? socket.bufferedAmount : 0) };
}

function hasText(packet: unknown): packet is { data: string | Buffer } {
  return (
    typeof packet === 'object' &&
    packet !== null &&
    'data' in packet &&
    (typeof packet.data === 'string' || Buffer.isBuffer(packet.data))
  );
}

/** A websocket of ws. */
function isBuffering(socket: unknown): socket is { bufferedAmount: number } {
  return (
    typeof socket === 'object' &&
    socket !== null &&
    'bufferedAmount' in socket &&
    typeof socket.bufferedAmount === 'number'
  );
}
