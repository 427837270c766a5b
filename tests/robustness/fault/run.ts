// The fault suite: `npm run test:fault`, and with `--short` its short form. `--seed 123` repeats a run's
// choices, `--only kill,power` runs some parts.
// It ends with one table of figures; a full run writes it into docs/guarantees.md.
import { parseArgs } from 'node:util';
import { markdownTable, plainTable, type Row } from '../figures.ts';
import { machine, writeSection } from '../guarantees-document.ts';
import { PARTS, type Part, type Result } from './parts.ts';
import { createRandom } from './random.ts';
import { serverRoot, sourcesCommit } from './sources.ts';
import { within } from './within.ts';

const PART_MS = 15 * 60_000;

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, seed: { type: 'string' }, only: { type: 'string' } },
});
const short = values.short;
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const only = values.only?.split(',');
const parts = PARTS.filter(({ name }) => !only || only.includes(name));
if (!Number.isSafeInteger(seed) || parts.length === 0) {
  console.error(
    `Expected --seed <number> and --only with some of ${PARTS.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

async function runPart(part: Part): Promise<Result> {
  try {
    return await within(PART_MS, part.name, part.run(createRandom(seed).fork(part.name), short));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      rows: [
        {
          what: part.name,
          trials: '',
          result: `stopped: ${reason.split('\n')[0] ?? ''}`,
          reach: '',
          ok: false,
        },
      ],
      stories: [error instanceof Error ? (error.stack ?? reason) : reason],
    };
  }
}

console.log(`Fault suite, ${short ? 'short form' : 'in full'}; repeat with --seed ${String(seed)}`);
const begun = performance.now();
const commit = sourcesCommit();
serverRoot();
const rows: Row[] = [];
for (const part of parts) {
  const partBegun = performance.now();
  const { rows: found, stories } = await runPart(part);
  rows.push(...found);
  console.log(
    `${part.name}: ${found.every(({ ok }) => ok !== false) ? 'ok' : 'FAILED'} (${((performance.now() - partBegun) / 1000).toFixed(1)} s)`,
  );
  for (const story of stories) console.log(`  ${story}`);
}
const seconds = (performance.now() - begun) / 1000;
console.log(`\n${plainTable(rows)}\n\n${seconds.toFixed(0)} s`);
const failed = rows.some(({ ok }) => ok === false);
if (!short && !only && !failed)
  writeSection(
    'faults',
    `Written by \`npm run test:fault\` on ${new Date().toISOString().slice(0, 10)}, in ${String(Math.round(seconds / 60))} minutes, of commit ${commit ?? 'unknown'}, with \`--seed ${String(seed)}\`. Machine: ${machine()}.

${markdownTable(rows)}`,
  );
// what a failed part left open must not keep the process
process.exit(failed ? 1 : 0);
