// `npm run bench [-- name …]`: measures against the figures to reach and prints one table; ends with 1 where
// one is missed.
import { costOfHistory } from './cost-of-history.ts';
import { flood } from './flood.ts';
import { idle } from './idle.ts';
import { oldClientLoop } from './old-client-loop.ts';
import { startTime } from './start-time.ts';
import { page } from './page.ts';
import { formatTable, type Row } from './table.ts';
import { window } from './window.ts';

const BENCHES: Record<string, () => Promise<Row[]>> = {
  idle,
  history: costOfHistory,
  start: startTime,
  'old-clients': oldClientLoop,
  flood,
  window,
  page,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(
    `There is no bench ${unknown.join(', ')}; expected some of ${Object.keys(BENCHES).join(', ')}, or none for all.`,
  );
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.error(`Measuring: ${name} …`);
    rows.push(...(await run()));
  }
  console.log(formatTable(rows));
  if (rows.some(({ isReached }) => !isReached)) process.exitCode = 1;
}
