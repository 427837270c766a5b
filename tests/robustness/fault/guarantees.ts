// docs/guarantees.md: what is promised, and the figures of the last full run.
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { markdownTable, type Row } from './figures.ts';

const PATH = join(import.meta.dirname, '../../../docs/guarantees.md');

export function writeGuarantees(
  rows: readonly Row[],
  { seed, seconds, commit }: { seed: number; seconds: number; commit: string | undefined },
): void {
  const [cpu] = cpus();
  const machine = [
    `${String(cpus().length)} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${String(Math.round(totalmem() / 2 ** 30))} GiB of memory`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
  ].join(', ');
  writeFileSync(
    PATH,
    `# What is guaranteed, and how that was tried

## The promise

1. \`ack {ok: true}\` and the broadcast come only after the message is written **and** synced to the disk.
2. \`seq\` is rising and without gaps in each channel. It is the order.
3. The same person and \`client_id\` give the same message, for ever, also after restarts.
4. \`ok: false\` means that the message is not stored. No answer means unknown: send it again with the same \`client_id\`.
5. After a power loss nothing acknowledged is missing.
6. A damaged line never hides a good one.

## Figures

Written by \`npm run test:fault\` on ${new Date().toISOString().slice(0, 10)}, in ${String(Math.round(seconds / 60))} minutes${commit === undefined ? '' : `, of commit ${commit}`}. Machine: ${machine}.

${markdownTable(rows)}

"Lost" is a message, person, channel or file that was acknowledged and is not there afterwards; a "false refusal" is one that was refused and is
there. The messages are looked for in the logs on the disk, by a reader that shares no code with the server, and in the pages that the server gives.

The n-th call is counted once from opening the folder on and once from the moment the server runs; it fails once, three times, or until the disk is
mended; afterwards everybody sends again, or nobody does before the server is stopped.

Each mutant is a copy of the server with one fault planted in it. The test beside it must find that fault: a test that finds nothing in a
faulty server proves nothing about ours.

## How to repeat it

- \`npm run test:fault\` runs everything and writes this file; \`npm run test:fault:short\`, a small part of it, belongs to \`npm test\`.
- \`npm run test:fault -- --seed ${String(seed)}\` makes the choices of this run again (the moments depend on the machine as well);
  \`--only kill,power\` runs some parts.
- Power cuts and full disks need mounts, so Linux and root; elsewhere they are skipped, and the table says so.
- A power cut: the store writes to an ext4 in a file, mounted with \`commit=600\` so that the system writes nothing by itself. The file is copied
  in the middle of writing (the writer is stopped for the copy, so that it is of one moment; the mount is not), the copy is mounted, and what was
  acknowledged before is looked for there.
`,
  );
}
