// What a run makes outside its own memory: folders, mounts, processes. All of it goes away again, also where
// the run fails or is interrupted.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const undos = new Set<() => void>();

/**
 * Registers how to undo something; the answer undoes it now. `undo` must be synchronous: it may run while the
 * process ends.
 */
export function undoable(undo: () => void): () => void {
  const once = (): void => {
    if (undos.delete(once)) undo();
  };
  undos.add(once);
  return once;
}

/** Undoes everything, the newest first. */
export function undoAll(): void {
  for (const undo of [...undos].toReversed()) {
    try {
      undo();
    } catch (error) {
      console.error(`Could not be undone: ${String(error)}`);
    }
  }
}

process.on('exit', undoAll);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.on(signal, () => {
    process.exit(code);
  });

export interface Folder {
  readonly path: string;
  remove(): void;
}

/** A new folder of this run; `inMemory` where the machine has a file system for that. */
export function makeFolder(name: string, { inMemory = false } = {}): Folder {
  const path = mkdtempSync(
    join(inMemory && existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `lanline-fault-${name}-`),
  );
  return {
    path,
    remove: undoable(() => {
      rmSync(path, { recursive: true, force: true });
    }),
  };
}

/** Mounts; the answer unmounts. Throws where the machine does not allow it. */
export function mount(args: readonly string[], at: string): () => void {
  execFileSync('mount', [...args, at], { stdio: ['ignore', 'ignore', 'pipe'] });
  const unmount = (...how: string[]): void => {
    execFileSync('umount', [...how, at], { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  return undoable(() => {
    try {
      unmount();
    } catch {
      // a process that was ended just now may not be gone yet: the system unmounts as soon as it is
      unmount('--lazy');
    }
  });
}

/** Ends a process of this run by its id, if it still runs. */
export function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}
