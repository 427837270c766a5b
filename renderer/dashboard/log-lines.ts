// The log as the window keeps it: about the last 10,000 lines in pages of which only the newest is ever
// copied.
import type { NumberedLine } from '../../main/ipc/contract.ts';

const PAGE = 500;
const KEPT = 10_000;

/** Immutable. A line's position never changes; positions run from `first` to `end`, without it. */
export interface LogLines {
  /** All full but the newest */
  readonly pages: readonly (readonly NumberedLine[])[];
  readonly first: number;
  readonly end: number;
}

export const noLines: LogLines = { pages: [], first: 0, end: 0 };

/** Adds what is newer than what is there; the oldest page goes when 10,000 lines are left without it. */
export function appendLines(log: LogLines, lines: readonly NumberedLine[]): LogLines {
  const newest = log.pages.at(-1)?.at(-1)?.n ?? -Infinity;
  const fresh = lines.filter(({ n }) => n > newest);
  if (fresh.length === 0) return log;
  const pages = [...log.pages];
  let open = (pages.at(-1)?.length ?? PAGE) < PAGE ? [...(pages.pop() ?? [])] : [];
  for (const line of fresh) {
    open.push(line);
    if (open.length === PAGE) {
      pages.push(open);
      open = [];
    }
  }
  if (open.length > 0) pages.push(open);
  const end = log.end + fresh.length;
  const spare = Math.max(0, Math.floor((end - log.first - KEPT) / PAGE));
  return { pages: pages.slice(spare), first: log.first + spare * PAGE, end };
}

/** The line at a position, undefined where it is not kept. */
export function lineAt(log: LogLines, position: number): NumberedLine | undefined {
  const index = position - log.first;
  return log.pages[Math.floor(index / PAGE)]?.[index % PAGE];
}

/** The newest line. */
export const lastLine = (log: LogLines): NumberedLine | undefined => log.pages.at(-1)?.at(-1);
