import { join } from 'node:path';
import { personLineSchema } from '../format/data-files.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { CheckedLog } from './check-log.ts';
import type { Findings } from './findings.ts';
import { describeDamage, readNumbered } from './read-lines.ts';

const NAME = 'users.jsonl';

/** Checks that everybody who wrote is known. Returns how many people there are. */
export async function checkPeople(
  fs: FileSystem,
  folder: string,
  logs: readonly CheckedLog[],
  findings: Findings,
): Promise<number> {
  const known = new Set<string>();
  for await (const numbered of readNumbered(fs, join(folder, NAME))) {
    const person = personLineSchema.safeParse(numbered.record).data;
    if (person) known.add(person.id);
    else if (numbered.record)
      findings.add(NAME, `has a line that is no person (line ${String(numbered.line)})`);
    else findings.add(NAME, describeDamage(numbered));
  }
  const unknown = new Set(logs.flatMap(({ authors }) => [...authors].filter((id) => !known.has(id))));
  const [first] = unknown;
  if (first !== undefined)
    findings.add(
      NAME,
      `${known.size === 0 ? 'is missing or empty' : 'is not complete'}: ${String(unknown.size)} of those who wrote are not in it, such as ${first}`,
    );
  return known.size;
}
