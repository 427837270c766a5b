import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the folder where there is none. Answers why it cannot be used, undefined where it can. */
export function needFolder(folder: string): string | undefined {
  try {
    make(folder);
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

// Node's own recursive mkdir never returns where the system refuses to make a folder in one that is there, as
// in /proc
function make(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(folder);
  if (parent !== folder) make(parent);
  mkdirSync(folder);
}
