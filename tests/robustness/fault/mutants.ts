// A suite that finds nothing proves little unless it finds what is there: copies of the server with one fault
// planted in each, which its test must catch.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failingCalls, type CallTrial } from './failing-calls.ts';
import type { Faults } from '../figures.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { powerCuts } from './power-cut.ts';
import type { Random } from './random.ts';
import { makeFolder } from './scratch.ts';
import { copySources, serverRoot } from './sources.ts';

interface Mutant {
  name: string;
  /** What is replaced; it must be there exactly once */
  file: string;
  from: string;
  to: string;
  test: 'kill -9' | 'power cut' | 'failing calls';
  /** The kind of fault that must be found */
  finds: string;
}

const WRITE_AND_SYNC = `        await writeFully(file, bytes, end);
        await file.datasync();
`;
const EARLY = 'values.forEach((value, index) => batch[index]?.resolve(value));';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'early ack: answered while the line waits to be written',
    file: 'store/log/append-file.ts',
    test: 'kill -9',
    finds: 'lost',
    from: WRITE_AND_SYNC,
    to: `        ${EARLY}\n        await new Promise((resolve) => setTimeout(resolve, 20));\n${WRITE_AND_SYNC}`,
  },
  {
    name: 'early ack: answered before the datasync',
    file: 'store/log/append-file.ts',
    test: 'failing calls',
    finds: 'lost',
    from: WRITE_AND_SYNC,
    to: `        await writeFully(file, bytes, end);\n        ${EARLY}\n        await file.datasync();\n`,
  },
  {
    name: 'no dedup',
    file: 'store/log/message-store.ts',
    test: 'kill -9',
    finds: 'doubled',
    from: 'return await index.findByClientId(log.id, userId, clientId);',
    to: 'return await Promise.resolve<Message | undefined>(undefined);',
  },
  {
    name: 'no datasync',
    file: 'store/log/append-file.ts',
    test: 'power cut',
    finds: 'lost',
    from: WRITE_AND_SYNC,
    to: '        await writeFully(file, bytes, end);\n',
  },
  {
    name: 'no truncate after failure',
    file: 'store/log/append-file.ts',
    test: 'failing calls',
    finds: 'false refusals',
    from: `      await file.truncate(end);
      await file.datasync();
      const { size } = await file.stat();
      if (size !== end) throw`,
    to: `      const { size } = await file.stat();
      if (size < end) throw`,
  },
];

/** A failing datasync is where a server that answers too early or does not clean up is seen at once. */
const CALLS: readonly CallTrial[] = Array.from({ length: 10 }, (_, index) => ({
  failure: 'failed sync',
  at: index * 2 + 1,
  span: Infinity,
  from: 'run',
  goesOn: false,
}));

export interface Caught {
  name: string;
  test: Mutant['test'];
  /** `skipped` where its test cannot run here */
  caught: boolean | 'skipped';
  how: string;
}

export async function catchMutants(
  random: Random,
  { noPowerCuts, only = MUTANTS }: { noPowerCuts: boolean; only?: readonly Mutant[] },
): Promise<Caught[]> {
  const results: Caught[] = [];
  for (const mutant of only) {
    const { name, test, finds } = mutant;
    if (test === 'power cut' && noPowerCuts) {
      results.push({ name, test, caught: 'skipped', how: 'no power cuts here' });
      continue;
    }
    const folder = makeFolder('mutant');
    try {
      const { faults } = await TESTS[test](plant(mutant, folder.path), random.fork(name));
      results.push({
        name,
        test,
        caught: faults.count(finds) > 0,
        how: faults.stories.find((story) => story.startsWith(finds)) ?? `found: ${faults.stories.join('; ')}`,
      });
    } finally {
      folder.remove();
    }
  }
  return results;
}

/** A copy of the server with the fault in it. */
function plant({ name, file, from, to }: Mutant, folder: string): string {
  const root = copySources(serverRoot(), folder);
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2)
    throw new Error(
      `The mutant "${name}" cannot be made: what it replaces is not (or not once) in ${file}. Bring tests/robustness/fault/mutants.ts up to date.`,
    );
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return root;
}

const TESTS: Record<Mutant['test'], (root: string, random: Random) => Promise<{ faults: Faults }>> = {
  'kill -9': (root, random) => killUnderLoad({ root, random, trials: 10, clients: 6, stopAtFault: true }),
  'power cut': (root, random) => powerCuts({ root, random, cuts: 5, stopAtFault: true }),
  'failing calls': (root) => failingCalls(CALLS, { root, stopAtFault: true }),
};
