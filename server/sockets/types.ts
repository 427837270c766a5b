import type { Server, Socket } from 'socket.io';
import type { Session } from '../chat/session.ts';
import type { ClientToServer } from '../contract/events.ts';

/** What a socket carries. */
export interface SocketData { session: Session }
type NoEvents = Record<string, never>;
/** What goes out is typed by the Broadcaster, event by event; Socket.IO's types cannot follow a generic event. */
type Outgoing = Record<string, (payload: unknown) => void>;

export type ChatServerSocket = Socket<ClientToServer, Outgoing, NoEvents, SocketData>;
export type ChatSocketServer = Server<ClientToServer, Outgoing, NoEvents, SocketData>;
