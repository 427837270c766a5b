// The attacks in full: `npm run test:threats`. Each attacks a server of its own for a minute, beside the same
// talk without it in the same run; `--seconds 20` for less, `--only flood,uploads` for some. It ends with one
// table of figures; a run of all of them for a minute each writes it into docs/guarantees.md.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable, plainTable, type Row } from '../figures.ts';
import { sourcesCommit } from '../fault/sources.ts';
import { machine, writeSection } from '../guarantees-document.ts';
import { MOST_MB, openAttacked, type Ending } from './attacked-server.ts';
import type { Attack, Counted } from './attack.ts';
import { ATTACKS } from './attacks/index.ts';
import { enterOthers } from './others.ts';

const MB = 1024 ** 2;
const OTHERS = 10;
const FULL_SECONDS = 60;
const CONTROL_SECONDS = 15;
/** Of a send by somebody else: this, or five times as long as without the attack, whichever is more */
const P99_MS = 100;
const P99_TIMES = 5;
const BACK_SECONDS = 10;
/** Above what it was, when it is back: pages are kept for the next who asks, and the channel */
const BACK_MB = 60;

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: String(FULL_SECONDS) }, only: { type: 'string' } },
});
const seconds = Number(values.seconds);
const only = values.only?.split(',');
const attacks = ATTACKS.filter(({ id }) => !only || only.includes(id));
if (!(seconds > 0) || attacks.length === 0) {
  console.error(
    `Expected --seconds <number> and --only with some of ${ATTACKS.map(({ id }) => id).join(', ')}.`,
  );
  process.exit(2);
}

const begun = performance.now();
const rows: Row[] = [];
for (const attack of attacks) {
  const row = await tryOut(attack).catch((error: unknown): Row => ({
    what: attack.name,
    trials: '',
    result: `stopped: ${String(error).split('\n')[0] ?? ''}`,
    reach: '',
    ok: false,
  }));
  rows.push(row);
  console.log(`${attack.id}: ${row.ok === true ? 'ok' : 'FAILED'}; ${row.trials}; ${row.result}`);
}
const minutes = Math.round((performance.now() - begun) / 60_000);
console.log(`\n${plainTable(rows)}`);
const failed = rows.some(({ ok }) => ok !== true);
if (!failed && !only && seconds === FULL_SECONDS)
  writeSection(
    'threats',
    `Written by \`npm run test:threats\` on ${new Date().toISOString().slice(0, 10)}, in ${String(minutes)} minutes, of commit ${sourcesCommit() ?? 'unknown'}. Machine: ${machine()}.

${markdownTable(rows)}`,
  );
process.exit(failed ? 1 : 0);

/** One attack on a server of its own, with the control before it. */
async function tryOut(attack: Attack): Promise<Row> {
  const ends: (() => Promise<void> | void)[] = [];
  const ending: Ending = { after: (end) => ends.push(end) };
  try {
    const server = await openAttacked(ending, attack);
    const others = await enterOthers(server.url, OTHERS);
    ending.after(() => {
      others.close();
    });
    const quiet = await others.sayUntil(AbortSignal.timeout(CONTROL_SECONDS * 1_000));
    const before = await server.memory();
    others.listen();
    const over = new AbortController();
    const talking = others.sayUntil(over.signal);
    const counted = await attackFor(attack, server.port);
    over.abort();
    const times = await talking;
    const { most } = await server.memory();
    const back = await secondsUntil(async () => (await server.memory()).used < before.used + BACK_MB * MB);
    const [p99, control] = [quantile(times, 0.99), quantile(quiet, 0.99)];
    const grown = (most - before.rss) / MB;
    const wrong = attack.wrong?.(counted, others.heard);
    const isReached =
      server.isAlive() &&
      p99 < Math.max(P99_MS, P99_TIMES * control) &&
      grown < MOST_MB &&
      back !== undefined &&
      wrong === undefined;
    return {
      what: attack.name,
      trials: `${counted.seconds.toFixed(0)} s: ${[...counted.counts]
        .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
        .join(', ')}`,
      result: `others' sends p99 ${p99.toFixed(1)} ms (${control.toFixed(1)} without), ${grown.toFixed(0)} MB more at most, back after ${back === undefined ? `more than ${String(BACK_SECONDS)}` : back.toFixed(1)} s${wrong === undefined ? '' : `; ${wrong}`}`,
      reach: `no exit, p99 under ${String(P99_MS)} ms or ${String(P99_TIMES)} times, ${String(MOST_MB)} MB, back in ${String(BACK_SECONDS)} s`,
      ok: isReached,
    };
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

interface Told {
  rounds: number;
  seconds: number;
  counts: Record<string, number>;
}

async function attackFor(attack: Attack, port: number): Promise<Counted> {
  const child = fork(join(import.meta.dirname, 'programs/attacker.ts'), [
    attack.id,
    String(port),
    String(seconds),
  ]);
  const exited = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the attacker ended with code ${String(code)}`)),
  );
  exited.catch(() => undefined);
  const [{ counts, ...told }] = (await Promise.race([once(child, 'message'), exited])) as [Told];
  return { ...told, counts: new Map(Object.entries(counts)), of: (what) => counts[what] ?? 0 };
}

/** Asks every half second; undefined where it is not so in time. */
async function secondsUntil(isSo: () => Promise<boolean>): Promise<number | undefined> {
  const from = performance.now();
  for (;;) {
    const passed = (performance.now() - from) / 1_000;
    if (await isSo()) return passed;
    if (passed > BACK_SECONDS) return undefined;
    // memory in another process: no event tells when it is free
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
  }
}

function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Infinity;
}
