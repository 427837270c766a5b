// The server's sources as they were when the run began, so that a run of many minutes tests one state of
// them, whatever is edited meanwhile.
import { execFileSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './scratch.ts';

const PROJECT = join(import.meta.dirname, '../../..');

let frozen: string | undefined;

/** The copy of `server/`, with all that it imports beside it; made when it is first asked for. */
export function serverRoot(): string {
  frozen ??= copySources(join(PROJECT, 'server'), makeFolder('sources').path);
  return frozen;
}

/** Copies a `server/` so that it can run where it then is; answers the new one. */
export function copySources(server: string, folder: string): string {
  const root = join(folder, 'server');
  cpSync(server, root, { recursive: true });
  cpSync(join(server, '../protocol'), join(folder, 'protocol'), { recursive: true });
  cpSync(join(PROJECT, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  return root;
}

function git(...args: string[]): string {
  return execFileSync('git', ['-C', PROJECT, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** Which commit the sources are of; undefined outside a repository. */
export function sourcesCommit(): string | undefined {
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'server', 'protocol') === '' ? '' : ', with changes in server/ or protocol/'}`;
  } catch {
    return undefined;
  }
}
