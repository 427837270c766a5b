export interface Row {
  what: string;
  result: string;
  reach: string;
  isReached: boolean;
}

/** As Markdown, so that it can be pasted where it is talked about. */
export function formatTable(rows: readonly Row[]): string {
  return [
    '| what | result | reach | |',
    '|---|---|---|---|',
    ...rows.map(
      ({ what, result, reach, isReached }) =>
        `| ${what} | ${result} | ${reach} | ${isReached ? 'reached' : '**missed**'} |`,
    ),
  ].join('\n');
}
