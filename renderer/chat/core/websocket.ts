// Websockets that do not work, so that polling takes over at once. Browsers that take the page's policy not to
// cover websockets (Safari before 15.4 where it cannot name them) throw while one is made, and Engine.IO would
// not hear of that. A proxy may take the request, or even answer it, and let nothing through.
import { WebSocket as WebSocketTransport } from 'socket.io-client';

/** Until the server's first word. A slow network needs three round trips for that. */
const SILENT_MS = 4_000;

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

/**
 * Engine.IO's transport; what cannot be made, or stays silent, is one that fails. `onSilent` is called for the
 * latter: the next one would cost as much time.
 */
export function createWebSocketTransport(onSilent: () => void): typeof WebSocketTransport {
  return class extends WebSocketTransport {
    private silent: ReturnType<typeof setTimeout> | undefined;

    override doOpen(): this {
      this.silent = setTimeout(() => {
        onSilent();
        this.onError('websocket error', 'nothing came through');
        this.doClose();
      }, SILENT_MS);
      super.doOpen();
      return this;
    }

    override createSocket(...given: Parameters<WebSocketTransport['createSocket']>): object {
      try {
        return super.createSocket(...given) as object;
      } catch (error) {
        return stillborn(error);
      }
    }

    protected override onData(...given: Parameters<WebSocketTransport['onData']>): void {
      clearTimeout(this.silent);
      super.onData(...given);
    }

    protected override onError(...given: Parameters<WebSocketTransport['onError']>): this {
      clearTimeout(this.silent);
      return super.onError(...given);
    }

    override doClose(): void {
      clearTimeout(this.silent);
      super.doClose();
    }
  };
}
