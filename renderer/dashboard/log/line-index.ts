// Which of the kept lines are shown. Each line is looked at once, however many thousands stand there already.
import type { LogLine } from '../../../main/ipc/contract.ts';
import { lineAt, type LogLines } from '../log-lines.ts';

/** As many places of lines that are gone are kept before they are cut off */
const SLACK = 5000;

export class LineIndex {
  readonly #accepts: (line: LogLine) => boolean;
  /** Positions of the lines that are shown, growing; those before `#head` are gone */
  #positions: number[] = [];
  #head = 0;
  #cut = 0;
  #seen = 0;

  constructor(accepts: (line: LogLine) => boolean) {
    this.#accepts = accepts;
  }

  /** How many are shown */
  get length(): number {
    return this.#positions.length - this.#head;
  }

  /** How many were shown and are gone: the first row's number. */
  get dropped(): number {
    return this.#cut + this.#head;
  }

  /** Follows the log: new lines are looked at, those that are gone are forgotten. */
  update(log: LogLines): this {
    while ((this.#positions[this.#head] ?? Infinity) < log.first) this.#head += 1;
    if (this.#head > SLACK) {
      this.#positions = this.#positions.slice(this.#head);
      this.#cut += this.#head;
      this.#head = 0;
    }
    for (let position = Math.max(this.#seen, log.first); position < log.end; position += 1) {
      const found = lineAt(log, position);
      if (found && this.#accepts(found.line)) this.#positions.push(position);
    }
    this.#seen = log.end;
    return this;
  }

  /** Position of the row with this index from 0 */
  at(index: number): number | undefined {
    return index < 0 ? undefined : this.#positions[this.#head + index];
  }

  /** Index of the first row at or after a position; `length` where there is none. */
  indexOf(position: number): number {
    let [low, high] = [this.#head, this.#positions.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#positions[middle] ?? Infinity) < position) low = middle + 1;
      else high = middle;
    }
    return low - this.#head;
  }
}
