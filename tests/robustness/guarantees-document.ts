// docs/guarantees.md: the figures in it are written by the commands that measured them, each its own section.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

const PATH = join(import.meta.dirname, '../../docs/guarantees.md');

/** Replaces what stands between `<!-- name -->` and `<!-- end of name -->`. */
export function writeSection(name: string, text: string): void {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const whole = readFileSync(PATH, 'utf8');
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/guarantees.md has no place for ${name}`);
  writeFileSync(PATH, `${whole.slice(0, from + begin.length)}\n\n${text}\n\n${whole.slice(to)}`);
}

/** What figures were measured on. */
export function machine(): string {
  const [cpu] = cpus();
  return [
    `${String(cpus().length)} cores (${cpu?.model.trim() ?? 'unknown'})`,
    `${String(Math.round(totalmem() / 2 ** 30))} GiB of memory`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
  ].join(', ');
}
