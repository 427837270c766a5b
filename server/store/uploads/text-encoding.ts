// Whether bytes are text, and in which encoding: judged by all of them, so that a file that is not text after
// its first megabyte is not called text.

/**
 * - `utf-8`: also plain ASCII and an empty file
 * - `utf-16le`, `utf-16be`: by their byte order mark
 * - `other`: one byte a character, in an encoding that cannot be told apart from others (Windows-1252 …)
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'other';

export const ENCODINGS: readonly TextEncoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'other'];

// What text may contain of the control characters: bell, backspace, tab, line feed, vertical tab, form feed,
// carriage return, the end mark of DOS, escape. No program and no archive does without others.
const ALLOWED = new Set([7, 8, 9, 10, 11, 12, 13, 26, 27]);
const IS_BINARY = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 32 && !ALLOWED.has(byte)) || byte === 127 ? 1 : 0,
);

/** Whether these bytes can be the beginning of a text with one byte a character, or in UTF-8. */
export function looksLikeText(bytes: Uint8Array): boolean {
  // a plain loop: this sees every byte of every text
  for (let at = 0; at < bytes.length; at += 1) if (IS_BINARY[bytes[at] ?? 0] === 1) return false;
  return true;
}

export interface TextCheck {
  push(chunk: Uint8Array): void;
  /** The encoding; undefined if it is not text. */
  end(): TextEncoding | undefined;
}

export function createTextCheck(): TextCheck {
  let mark: number[] = [];
  let check: TextCheck | undefined;
  const begin = (): TextCheck => {
    const [first, second] = mark;
    if (first === 0xff && second === 0xfe) check = checkUtf16('utf-16le');
    else if (first === 0xfe && second === 0xff) check = checkUtf16('utf-16be');
    else check = checkBytes();
    check.push(Uint8Array.from(mark));
    return check;
  };
  return {
    push(chunk) {
      if (check) {
        check.push(chunk);
        return;
      }
      const missing = 2 - mark.length;
      mark = [...mark, ...chunk.subarray(0, missing)];
      if (mark.length === 2) begin().push(chunk.subarray(missing));
    },
    end: () => (check ?? begin()).end(),
  };
}

function checkBytes(): TextCheck {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isText = true;
  let isUtf8 = true;
  const decode = (chunk?: Uint8Array): void => {
    if (!isUtf8) return;
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  return {
    push(chunk) {
      isText &&= looksLikeText(chunk);
      if (isText) decode(chunk);
    },
    end() {
      decode();
      if (!isText) return undefined;
      return isUtf8 ? 'utf-8' : 'other';
    },
  };
}

function checkUtf16(encoding: 'utf-16le' | 'utf-16be'): TextCheck {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let isText = true;
  const decode = (chunk?: Uint8Array): void => {
    if (!isText) return;
    try {
      for (const unit of decoder.decode(chunk, { stream: chunk !== undefined }))
        isText &&= IS_BINARY[unit.charCodeAt(0)] !== 1;
    } catch {
      isText = false;
    }
  };
  return {
    push: decode,
    end() {
      decode();
      return isText ? encoding : undefined;
    },
  };
}
