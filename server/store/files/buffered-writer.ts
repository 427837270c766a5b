// Many small pieces as few writes.
import { writeFully, type OpenFile } from './file-system.ts';

export interface BufferedWriter {
  /** Where the next piece will begin in the file */
  readonly end: number;
  write(bytes: Uint8Array): Promise<void>;
  /** Hands everything to the system; it is not durable before a `datasync`. */
  flush(): Promise<void>;
}

const PIECES_BYTES = 1024 * 1024;

/** Writes into `file` from offset `start` on. */
export function createBufferedWriter(file: OpenFile, start: number): BufferedWriter {
  let pieces: Uint8Array[] = [];
  let waiting = 0;
  let written = start;
  const flush = async (): Promise<void> => {
    if (waiting === 0) return;
    const bytes = Buffer.concat(pieces);
    pieces = [];
    waiting = 0;
    await writeFully(file, bytes, written);
    written += bytes.length;
  };
  return {
    get end() {
      return written + waiting;
    },
    async write(bytes) {
      pieces.push(bytes);
      waiting += bytes.length;
      if (waiting >= PIECES_BYTES) await flush();
    },
    flush,
  };
}
