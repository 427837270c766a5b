// What keeps a server from starting, as other programs do it.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, '../../../support/helpers/programs/lan-server.ts');
/** Of another kind and with a name of its own, where it is there */
const HTTP_SERVER = ['-m', 'http.server', '--bind', '::'];

/** Answers once somebody listens on the port; the answer ends that. */
export async function holdPort(port: number): Promise<() => Promise<void>> {
  const child = spawn('python3', ['-u', ...HTTP_SERVER, String(port)]);
  // it says where it serves
  await first(child);
  return async () => end(child);
}

/** Answers once another server has the data folder; the answer ends that. */
export async function holdFolder(data: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [SERVER, JSON.stringify({ data, port: 5080, localName: '' })]);
  await first(child);
  return async () => end(child);
}

async function first(child: ChildProcessWithoutNullStreams): Promise<void> {
  child.stderr.pipe(process.stderr);
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`${child.spawnfile} left with ${String(child.exitCode)}`);
    }),
  ]);
}

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
