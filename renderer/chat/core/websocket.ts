// Browsers that take the page's policy not to cover websockets (Safari before 15.4 where it cannot name them)
// throw while one is made. Engine.IO would not hear of that, and wait until the attempt is over, each time;
// told a moment later it goes on to polling at once.
import { WebSocket as WebSocketTransport } from 'socket.io-client';

interface Stillborn {
  onerror: ((error: unknown) => void) | null;
  close(): void;
}

function stillborn(error: unknown): Stillborn {
  const socket: Stillborn = { onerror: null, close: () => undefined };
  setTimeout(() => {
    socket.onerror?.(error);
  }, 0);
  return socket;
}

/** Engine.IO's transport; what cannot be made is one that fails. */
export class SafeWebSocket extends WebSocketTransport {
  override createSocket(...given: Parameters<WebSocketTransport['createSocket']>): object {
    try {
      return super.createSocket(...given) as object;
    } catch (error) {
      return stillborn(error);
    }
  }
}
