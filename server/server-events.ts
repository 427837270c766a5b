// What a server tells the program that holds it. Everything here can be serialised, so that the server can move to a process of its own.
import type { LogLine } from './logger.ts';

export type ServerState =
  | { state: 'stopped' | 'starting' | 'stopping' }
  | { state: 'running'; host: string; port: number }
  /** `reason` is a sentence for people */
  | { state: 'failed'; reason: string };

export interface PersonEvent {
  kind: 'joined' | 'left';
  id: string;
  name: string;
  /** ISO time, UTC */
  at: string;
  /** People online now */
  online: number;
}

export interface MessageCount {
  /** Messages in all channels */
  total: number;
  /** Those of this day in the host's time */
  today: number;
}

export interface StorageFigures {
  /** Bytes of uploads, equal ones once */
  uploads: number;
  files: number;
  /** Bytes of the channels' logs */
  messages: number;
  /** Free on the disk */
  free: number;
}

export interface ChatServerEvents {
  state: [ServerState];
  log: [LogLine];
  person: [PersonEvent];
  messages: [MessageCount];
  storage: [StorageFigures];
}
