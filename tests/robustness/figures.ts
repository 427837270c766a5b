// The figures of a run: one row a promise, printed as a table and written into docs/guarantees.md.

export interface Row {
  what: string;
  /** How many times it was tried, in words that fit a column */
  trials: string;
  /** What was found */
  result: string;
  /** What must be reached */
  reach: string;
  ok: boolean | 'skipped';
}

const COLUMNS = ['what', 'trials', 'result', 'reach'] as const;

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export function markdownTable(rows: readonly Row[]): string {
  return [
    line([...COLUMNS, '']),
    line([...COLUMNS.map(() => '---'), '---']),
    ...rows.map((row) => line([...COLUMNS.map((column) => row[column]), mark(row)])),
  ].join('\n');
}

/** The same for a terminal, in columns. */
export function plainTable(rows: readonly Row[]): string {
  const cells = [
    [...COLUMNS, ''],
    ...rows.map((row) => [...COLUMNS.map((column) => row[column]), mark(row)]),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function mark({ ok }: Row): string {
  return ok === 'skipped' ? 'skipped' : ok ? 'ok' : 'FAILED';
}

/** `1234567` as `1,234,567`. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** The figures of one trial or of many: how often each thing happened, and the first of its stories. */
export interface Faults {
  add(kind: string, story: string): void;
  count(kind: string): number;
  readonly total: number;
  /** A few lines for whoever must find out why */
  readonly stories: readonly string[];
}

const STORIES = 12;

export function createFaults(): Faults {
  const counts = new Map<string, number>();
  const stories: string[] = [];
  return {
    add(kind, story) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (stories.length < STORIES) stories.push(`${kind}: ${story}`);
    },
    count: (kind) => counts.get(kind) ?? 0,
    get total() {
      return [...counts.values()].reduce((sum, each) => sum + each, 0);
    },
    get stories() {
      return stories;
    },
  };
}
