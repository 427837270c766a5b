// What the main thread and the view's worker say to each other. The order on the port is the order of the
// calls.
import type { StoreNote } from '../store-environment.ts';

/** Needs no answer. */
export type Tell =
  | { kind: 'follow'; channel: string; path: string; end: number }
  | { kind: 'apply'; channel: string; from: number; bytes: Uint8Array }
  | { kind: 'forget'; channel: string }
  | { kind: 'close' };

/** Is answered with JSON text: what was found in the database goes to the main thread unparsed. */
export type Question =
  | { kind: 'by-client-id'; channel: string; user: string; client: string }
  | { kind: 'message'; channel: string; message: string }
  | { kind: 'page'; channel: string; before: string; limit: number }
  | { kind: 'files'; names: readonly string[] }
  | { kind: 'user'; user: string }
  /** `since` in milliseconds since 1970 */
  | { kind: 'counts'; since: number }
  | { kind: 'channels' }
  | { kind: 'whole' };

export interface Asked {
  kind: 'ask';
  id: number;
  question: Question;
}

export type ToWorker = Tell | Asked;

export type FromWorker =
  /** The database is open, or will be as soon as the disk lets it */
  | { kind: 'ready' }
  | { kind: 'unusable'; reason: string }
  /** `json` is undefined where there is nothing */
  | { kind: 'answer'; id: number; json: string | undefined }
  | { kind: 'refusal'; id: number; reason: string }
  | { kind: 'note'; note: StoreNote };
