// A client that does not read what it is sent would fill the server's memory: it is cut, and catches up when
// it is back.
import type { Budgets } from '../../chat/access/budgets.ts';
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
  /** Bytes that may wait */
  most: Budgets['unread'];
  /** A connection is cut */
  onCut: (cut: Cut) => void;
}

export interface Cut {
  address: string;
  session: string;
  /** What waited for it */
  bytes: number;
  /** Whose bound it was */
  bound: keyof Budgets['unread'];
}

export interface SlowConsumers {
  /**
   * To be called before bytes are sent that are in memory once for all who get them; they count until `sent` is
   * called. Who asks on many connections and reads on none is cut where most is waiting. Tells whether that was
   * this one.
   */
  beforeShared(socket: ChatServerSocket, bytes: Buffer): boolean;
  /**
   * To be called before much else is sent at once: a client can ask for a lot between two looks. Tells whether it was
   * cut.
   */
  cutIfBehind(socket: ChatServerSocket): boolean;
  /** The network has taken such bytes. */
  sent(connection: ChatServerSocket['conn'], bytes: Buffer): void;
  /** Looks at all connections every two seconds, from now on. */
  watch(): void;
  close(): void;
}

interface Waiting {
  socket: ChatServerSocket;
  /** Bytes that wait for nobody else */
  own: number;
  /** Those that may wait for others, too; one as often as it waits */
  shared: readonly Buffer[];
}

export function createSlowConsumers(
  io: ChatSocketServer,
  { clock, isTrusted, most, onCut }: SlowConsumersOptions,
): SlowConsumers {
  /** Bytes that wait, by address: as they were at `at`, and what was sent since */
  const sums = new Map<string, number>();
  let sum = 0;
  let at = -Infinity;
  let cancel: (() => void) | undefined;
  /** Of what waits for a connection, what others may share */
  const shared = new WeakMap<ChatServerSocket['conn'], Buffer[]>();

  const cutAndTell = (socket: ChatServerSocket, bytes: number, bound: Cut['bound']): void => {
    // one that is not served has no facts
    if ('facts' in socket.data) onCut({ address: addressOf(socket), session: socket.id, bytes, bound });
    cut(socket);
  };
  const cutIfBehind = (socket: ChatServerSocket): boolean => {
    const { packets, bytes } = unsentOf(socket.conn);
    const isBehind = packets > MAX_PACKETS || bytes > most.ofConnection;
    if (isBehind) cutAndTell(socket, bytes, 'ofConnection');
    return isBehind;
  };
  /** Cuts those furthest behind until the others are within the bound together. */
  const cutDownTo = (bound: Cut['bound'], waiting: readonly Waiting[]): void => {
    const left = waiting
      .map((one) => ({ ...one, bytes: one.own + lengthOf(one.shared) }))
      .toSorted((one, other) => one.bytes - other.bytes);
    while (inMemory(left) > most[bound]) {
      const furthest = left.pop();
      if (!furthest) return;
      cutAndTell(furthest.socket, furthest.bytes, bound);
    }
  };
  const add = (address: string, bytes: number): void => {
    sums.set(address, (sums.get(address) ?? 0) + bytes);
    sum += bytes;
  };
  /** Measures, and cuts those furthest behind until everything is within its bound. */
  const look = (): void => {
    const waiting = [...io.sockets.sockets.values()].flatMap((socket): Waiting[] => {
      const { bytes } = unsentOf(socket.conn);
      const those = shared.get(socket.conn) ?? [];
      // one that is not served has no facts, and is sent nothing
      return bytes > 0 && 'facts' in socket.data
        ? [{ socket, own: Math.max(0, bytes - lengthOf(those)), shared: those }]
        : [];
    });
    for (const [address, those] of Map.groupBy(waiting, ({ socket }) => addressOf(socket)))
      if (!isTrusted(address)) cutDownTo('ofAddress', those);
    cutDownTo(
      'inAll',
      waiting.filter(({ socket }) => socket.connected),
    );
    const left = waiting.filter(({ socket }) => socket.connected);
    sums.clear();
    for (const [address, those] of Map.groupBy(left, ({ socket }) => addressOf(socket)))
      sums.set(address, inMemory(those));
    sum = inMemory(left);
    at = clock.monotonic();
  };
  const isOver = (address: string): boolean =>
    sum > most.inAll || (!isTrusted(address) && (sums.get(address) ?? 0) > most.ofAddress);

  const check = (): void => {
    for (const socket of io.sockets.sockets.values()) cutIfBehind(socket);
    look();
    cancel = clock.after(CHECK_MS, check);
  };

  return {
    beforeShared(socket, bytes) {
      if (cutIfBehind(socket)) return true;
      if (clock.monotonic() - at >= FRESH_MS) look();
      const address = addressOf(socket);
      add(address, bytes.length);
      if (isOver(address)) look();
      if (!socket.connected) return true;
      const waiting = shared.get(socket.conn);
      if (waiting) waiting.push(bytes);
      else shared.set(socket.conn, [bytes]);
      return false;
    },
    cutIfBehind,
    sent(connection, bytes) {
      const waiting = shared.get(connection);
      const index = waiting?.indexOf(bytes) ?? -1;
      if (index >= 0) waiting?.splice(index, 1);
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

/** Bytes of memory: what several share counts once. */
function inMemory(waiting: readonly Waiting[]): number {
  const own = waiting.reduce((sum, one) => sum + one.own, 0);
  return own + lengthOf([...new Set(waiting.flatMap(({ shared }) => shared))]);
}

function lengthOf(buffers: readonly Buffer[]): number {
  return buffers.reduce((sum, { length }) => sum + length, 0);
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
