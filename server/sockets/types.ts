import type { Server, Socket } from 'socket.io';
import type { ClientToServer } from '../contract/events.ts';

type NoEvents = Record<string, never>;
/** What goes out is typed by the Broadcaster, event by event; Socket.IO's types cannot follow a generic event. */
type Outgoing = Record<string, (payload: unknown) => void>;

export type ChatServerSocket = Socket<ClientToServer, Outgoing, NoEvents>;
export type ChatSocketServer = Server<ClientToServer, Outgoing, NoEvents>;
