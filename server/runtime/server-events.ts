// What a server tells the program that holds it. Everything here can be serialised, so that the server can
// move to a process of its own.
import type { Channel } from '../../protocol/channel.ts';
import type { LogLine } from '../logging/logger.ts';
import type { PortTaken } from '../network/port/choose-port.ts';
import type { NetworkState } from '../network/network-state.ts';
import type { FolderFinding } from '../store/folder/folder-findings.ts';

export type { PortTaken } from '../network/port/choose-port.ts';
export type { JoinAddress, LocalName, NetworkState } from '../network/network-state.ts';

export type ServerState =
  | { state: 'stopped' | 'starting' | 'stopping' }
  /** `since`: ISO time, UTC; `insteadOf`: the usual port, which somebody else has */
  | { state: 'running'; host: string; port: number; since: string; insteadOf?: PortTaken }
  /**
   * `reason` is a sentence for people, in English; `fault` the same for programs that say it in other words
   */
  | { state: 'failed'; reason: string; fault: Fault };

/** Why a server failed. */
export type Fault =
  | PortTaken
  | { code: 'port_forbidden'; port: number }
  /** The address to listen on is none of this machine's */
  | { code: 'address_missing'; host: string }
  | { code: 'folder_locked'; folder: string; pid?: number; port?: number }
  /** `needs`: the first version that can read it */
  | { code: 'folder_newer'; folder: string; needs?: string }
  /**
   * Its room was moved to the folder `to`; or the folder is an unfinished copy, and the room is still there
   */
  | { code: 'folder_moved'; folder: string; to: string }
  | { code: 'folder_unusable'; folder: string; detail: string }
  /** Anything else, also while it was running */
  | { code: 'internal'; detail: string };

export interface PersonEvent {
  kind: 'joined' | 'left';
  id: string;
  name: string;
  /** ISO time, UTC */
  at: string;
  /** People online now */
  online: number;
}

/** A connection of a person: a page, or a program. */
export interface Device {
  /** Canonical IP address */
  address: string;
  /** Whether it is on the host's own machine */
  isHost: boolean;
  /** `iPad`, `Windows`, `Android` …; missing where it does not say */
  device?: string;
  /** `Safari`, `Firefox` …; missing where it does not say */
  browser?: string;
  /** There and back, in milliseconds; missing until it was measured */
  latencyMs?: number;
}

/** Somebody who is here, as the host sees them. */
export interface PersonHere {
  id: string;
  name: string;
  /** Whether the id is bound to a secret */
  verified: boolean;
  status: 'online' | 'away' | 'busy';
  /** ISO time, UTC, of their first connection */
  since: string;
  /** ISO time, UTC, of their last sign of life: coming, writing, changing channel */
  activeAt: string;
  /** Id of the channel they came into last and are still in */
  channel?: string;
  /** Id of the channel in which they are typing */
  typing?: string;
  /** Newest first; empty in the seconds after the last one went */
  devices: Device[];
}

/** What changed among the people here since the last one; `gone` are ids. */
export interface PeopleChange {
  changed: PersonHere[];
  gone: string[];
}

/** A channel with what is in it. */
export interface ChannelInfo extends Channel {
  messages: number;
  /** ISO time, UTC, of the newest message */
  lastAt?: string;
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

/** A file that was refused for its size. */
export interface OversizeFile {
  /** As its sender named it; missing if it was refused before its name came */
  file?: string;
  /** Its size, at least */
  bytes: number;
  /** What a file may have */
  limit: number;
  /** Name of the sender; missing if they are not known */
  person?: string;
}

/** The one map of events: by name, what comes with each. */
export interface ChatServerEvents {
  state: ServerState;
  /** Something in the data folder was not as it was written: while it was opened, or read for the index */
  finding: FolderFinding;
  log: LogLine;
  person: PersonEvent;
  people: PeopleChange;
  network: NetworkState;
  /** The channels' list or what is said of them changed */
  channels: readonly Channel[];
  messages: MessageCount;
  storage: StorageFigures;
  oversize: OversizeFile;
}

/** Emits an event to whoever holds the server. */
export type Tell = <E extends keyof ChatServerEvents>(event: E, payload: ChatServerEvents[E]) => void;
