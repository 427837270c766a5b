// Writes the tables of docs/protocol.md: `npm run docs:protocol`. With --check (part of `npm run lint`) it
// only says whether they are up to date. A place for a table lies between two comments:
// <!-- generated: errors --> and <!-- end -->.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'oxfmt';
import { answers } from '../protocol/answers.ts';
import { ERRORS } from '../protocol/errors.ts';
import { clientEvents } from '../protocol/events.ts';
import { routes } from '../protocol/http.ts';
import { LIMITS } from '../protocol/limits.ts';
import { serverEvents } from '../protocol/server-events.ts';
import { protocolTables, type Contract } from './protocol-tables.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The protocol as it is. */
export const contract: Contract = {
  clientEvents,
  answers,
  serverEvents,
  routes,
  errors: ERRORS,
  limits: LIMITS,
  limitsSource: read('protocol/limits.ts'),
};

/** The document with the contract's tables in it, formatted as `npm run format` does. */
export async function withTables(text: string, from: Contract = contract): Promise<string> {
  const tables = protocolTables(from);
  const filled = text.replaceAll(
    /(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, name: string, end: string) => {
      const table = tables.get(name);
      if (table === undefined) throw new Error(`There is no table "${name}"`);
      tables.delete(name);
      return `${start}\n${table}\n\n${end}`;
    },
  );
  if (tables.size > 0) throw new Error(`The document has no place for: ${[...tables.keys()].join(', ')}`);
  const { code, errors } = await format(
    'protocol.md',
    filled,
    JSON.parse(read('.oxfmtrc.json')) as NonNullable<Parameters<typeof format>[2]>,
  );
  if (errors[0]) throw new Error(errors[0].message);
  return code;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [path = join(ROOT, 'docs/protocol.md')] = positionals;
  const before = readFileSync(path, 'utf8');
  const after = await withTables(before);
  if (!values.check) writeFileSync(path, after);
  else if (after !== before) {
    console.error(`${path} does not fit the schemas in protocol/ any more. Run: npm run docs:protocol`);
    process.exitCode = 1;
  }
}
