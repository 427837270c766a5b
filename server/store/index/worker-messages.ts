// The messages between the main thread and the index's worker. They keep their order.
import type { StoreNote } from '../store-environment.ts';

/** Gets no answer. */
export type Command =
  | { kind: 'follow'; channel: string; path: string; end: number }
  | { kind: 'apply'; channel: string; from: number; bytes: Uint8Array }
  | { kind: 'forget'; channel: string }
  | { kind: 'close' };

/** The answer is JSON text: what the database returns goes to the main thread unparsed. */
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

export type ToWorker = Command | Asked;

export type FromWorker =
  /** The database is open, or will be as soon as the disk allows it */
  | { kind: 'ready' }
  | { kind: 'unusable'; reason: string }
  /** `json` is undefined if there is nothing */
  | { kind: 'answer'; id: number; json: string | undefined }
  | { kind: 'refusal'; id: number; reason: string }
  | { kind: 'note'; note: StoreNote };
