// What every part of the store is given from outside.
import type { FileSystem } from './files/file-system.ts';

/** Something that happened, for the log. Names, ids and figures only: never message texts. */
export interface StoreNote {
  level: 'info' | 'warn' | 'error';
  event: string;
  [detail: string]: unknown;
}

export interface StoreEnvironment {
  fs: FileSystem;
  /** Wall time in milliseconds */
  now: () => number;
  note: (note: StoreNote) => void;
}
