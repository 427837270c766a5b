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
  /** At most `limit` messages and `bytes` of JSON */
  | { kind: 'page'; channel: string; before: string; limit: number; bytes: number }
  | { kind: 'files'; names: readonly string[] }
  | { kind: 'user'; user: string }
  /** `since` in milliseconds since 1970 */
  | { kind: 'counts'; since: number }
  | { kind: 'channels' }
  /** Where each log stood when the index was last saved */
  | { kind: 'positions' }
  | { kind: 'whole' };

export interface Answer {
  /** undefined if there is nothing */
  json: string | undefined;
  /** Of a page: there are messages before it */
  hasMore?: boolean;
}

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
  | ({ kind: 'answer'; id: number } & Answer)
  | { kind: 'refusal'; id: number; reason: string }
  | { kind: 'note'; note: StoreNote };
