import type { ServerResponse } from 'node:http';
import type { Clock } from '../../chat/ports/clock.ts';
import { ChatError } from '../../../protocol/errors.ts';

/** Long enough for a photo on a slow network, short enough for somebody who waits for the end */
const PATIENCE_MS = 3_000;

/**
 * The uploads that are being received. A server that closes lets them come to their end for a while, and
 * takes no further ones.
 */
export interface UploadsUnderWay {
  /** Counts until it is answered, or gone. Throws `closing` where no more are taken. */
  admit(response: ServerResponse): void;
  /** Takes no more, and resolves when all are answered, or after three seconds. */
  finish(): Promise<void>;
}

export function createUploadsUnderWay(clock: Pick<Clock, 'after'>): UploadsUnderWay {
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  let allDone: (() => void) | undefined;
  return {
    admit(response) {
      if (isClosing) throw new ChatError('closing');
      underWay.add(response);
      response.once('close', () => {
        underWay.delete(response);
        if (underWay.size === 0) allDone?.();
      });
    },
    async finish() {
      isClosing = true;
      if (underWay.size === 0) return;
      await new Promise<void>((resolve) => {
        const cancel = clock.after(PATIENCE_MS, resolve);
        allDone = () => {
          cancel();
          resolve();
        };
      });
    },
  };
}
