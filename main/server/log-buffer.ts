import type { Clock } from '../lifecycle/clock.ts';
import type { LogLine, NumberedLine } from '../ipc/contract.ts';

const CAPACITY = 10_000;
const EVERY_MS = 100;

export interface LogBufferOptions {
  clock: Pick<Clock, 'after'>;
  /** Gets the newest lines, at most ten times a second, and only while somebody looks */
  send: (lines: NumberedLine[]) => void;
  capacity?: number;
}

/** The newest lines of the log, numbered, for a window that may be hidden. */
export class LogBuffer {
  readonly #lines: NumberedLine[] = [];
  readonly #capacity: number;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #send: (lines: NumberedLine[]) => void;
  #last = 0;
  #sent = 0;
  #isShown = false;
  #cancel: (() => void) | undefined;

  constructor({ clock, send, capacity = CAPACITY }: LogBufferOptions) {
    this.#clock = clock;
    this.#send = send;
    this.#capacity = capacity;
  }

  add(line: LogLine): void {
    this.#last += 1;
    this.#lines[this.#last % this.#capacity] = { n: this.#last, line };
    this.#schedule();
  }

  /** All that is kept, oldest first; the window then has these, so that none of them is sent. */
  takeAll(): NumberedLine[] {
    this.#sent = this.#last;
    return this.#since(0);
  }

  /** Whether somebody looks. What came meanwhile is sent when somebody does again. */
  setShown(isShown: boolean): void {
    this.#isShown = isShown;
    if (isShown) this.#schedule();
    else {
      this.#cancel?.();
      this.#cancel = undefined;
    }
  }

  #schedule(): void {
    if (!this.#isShown || this.#cancel || this.#sent === this.#last) return;
    this.#cancel = this.#clock.after(EVERY_MS, () => {
      this.#cancel = undefined;
      const lines = this.#since(this.#sent);
      this.#sent = this.#last;
      if (lines.length > 0) this.#send(lines);
    });
  }

  /** Those after number `n` that are still kept. */
  #since(n: number): NumberedLine[] {
    const first = Math.max(n, this.#last - this.#capacity) + 1;
    return Array.from(
      { length: this.#last - first + 1 },
      (_, index) => this.#lines[(first + index) % this.#capacity],
    ).filter((line) => line !== undefined);
  }
}
