import type { Server, Socket } from 'socket.io';
import type { ClientToServer } from '../../protocol/events.ts';
import type { ClientKind } from './connections/client-kind.ts';

/** What is known of a connection beside what its client sends; its socket's `data`. */
export interface ConnectionFacts extends ClientKind {
  /** Canonical IP address */
  address: string;
  /** Whether it is on this machine */
  isHost: boolean;
  /** There and back, in milliseconds; missing until it was measured */
  latencyMs?: number;
}

type NoEvents = Record<string, never>;
/**
 * What goes out is typed by the Broadcaster, event by event; Socket.IO's types cannot follow a generic event.
 */
type Outgoing = Record<string, (payload: unknown) => void>;

export type ChatServerSocket = Socket<ClientToServer, Outgoing, NoEvents, { facts: ConnectionFacts }>;
export type ChatSocketServer = Server<ClientToServer, Outgoing, NoEvents, { facts: ConnectionFacts }>;
