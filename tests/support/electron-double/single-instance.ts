// One app a user-data folder: the first holds a file with its process id, later ones leave a note beside it
// and go.
import { mkdirSync, readdirSync, readFileSync, rmSync, type FSWatcher, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Note {
  argv: string[];
  cwd: string;
  data: unknown;
}

export class InstanceLock {
  readonly #file: string;
  readonly #notes: string;
  #watcher: FSWatcher | undefined;

  constructor(folder: string) {
    this.#file = join(folder, 'electron-double.pid');
    this.#notes = join(folder, 'electron-double-notes');
    mkdirSync(this.#notes, { recursive: true });
  }

  /** Whether this process has it now; if not, the one that has it is told. */
  take(note: Note, onNote: (note: Note) => void): boolean {
    try {
      writeFileSync(this.#file, String(process.pid), { flag: 'wx' });
    } catch {
      const owner = Number(readFileSync(this.#file, 'utf8'));
      if (owner !== process.pid && isAlive(owner)) {
        const name = String(process.pid);
        writeFileSync(join(this.#notes, `${name}.new`), JSON.stringify(note));
        return false;
      }
      writeFileSync(this.#file, String(process.pid));
    }
    const look = () => {
      for (const name of readdirSync(this.#notes)) {
        const path = join(this.#notes, name);
        try {
          const found = JSON.parse(readFileSync(path, 'utf8')) as Note;
          rmSync(path);
          onNote(found);
        } catch {
          // half written; the rest is announced too
        }
      }
    };
    this.#watcher = watch(this.#notes, { persistent: false }, look);
    return true;
  }

  release(): void {
    this.#watcher?.close();
    rmSync(this.#file, { force: true });
    rmSync(this.#notes, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
