// What is to be sent. An entry is on the device before it is sent, goes in the order of writing (each channel
// for itself), and leaves only when the server says that it is stored, or its message has come back. Its
// `clientId` stays the same however often it is sent and from how many tabs, so nothing is stored twice.
import { ChatError, isTransient, type ErrorCode } from '../../../protocol/errors.ts';
import type { FileRecord, Message } from '../../../protocol/message.ts';
import type { Change } from './changes.ts';
import type { OutboxEntry } from './model.ts';
import { waitFor } from './patience.ts';
import { createWaiting } from './waiting.ts';

export interface Outbox {
  add(entry: { clientId: string; channelId: string; content: string; file: FileRecord | null }): void;
  /**
   * What the device keeps, in the order of writing: of an earlier page, or of another tab. What is here,
   * kept, and not there any more has been dealt with elsewhere.
   */
  adopt(kept: readonly OutboxEntry[]): void;
  /** Tells the state of all entries anew: there were no channels before to show them in. */
  show(): void;
  resume(): void;
  pause(): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  /** Its message has come, from wherever it was sent. */
  settled(clientId: string): void;
  /** Resolves when all there is is on the device. */
  kept(): Promise<void>;
  /** Forgets all entries here, not on the device. */
  forget(): void;
}

export interface OutboxOptions {
  /** Rejects with ChatError where it is certainly not stored, with anything else where that is unknown */
  send: (entry: OutboxEntry) => Promise<Message>;
  /** Never rejects */
  keep: (entry: OutboxEntry) => Promise<void>;
  drop: (clientId: string) => Promise<void>;
  change: (change: Change) => void;
  now: () => number;
}

interface Held {
  entry: OutboxEntry;
  /** Resolves when it is on the device */
  stored: Promise<void>;
  isStored: boolean;
}

const RETRY_MS = 2_000;

export function createOutbox({ send, keep, drop, change, now }: OutboxOptions): Outbox {
  const held = new Map<string, Held>();
  const waiting = createWaiting();
  const lanes = new Set<string>();
  let isOnline = false;
  /** Counts the times there was a connection: what was begun on one does not go on on the next */
  let turn = 0;
  let lastWritten = 0;

  const put = (entry: OutboxEntry): void => {
    const item: Held = { entry, isStored: false, stored: Promise.resolve() };
    const store = async (): Promise<void> => {
      await keep(entry);
      item.isStored = true;
    };
    held.set(entry.clientId, item);
    item.stored = store();
    change({ kind: 'entry', entry });
  };
  /** Says what an entry waits for; that is nothing to keep. */
  const hinder = (item: Held, reason: ErrorCode | null): void => {
    if (item.entry.reason === reason || held.get(item.entry.clientId) !== item) return;
    item.entry = { ...item.entry, reason };
    change({ kind: 'entry', entry: item.entry });
  };
  const remove = ({ entry: { clientId, channelId }, stored }: Held): void => {
    held.delete(clientId);
    change({ kind: 'entry-gone', channelId, clientId });
    void stored.then(() => drop(clientId));
  };

  /** Sends one; tells whether the next may follow. */
  const deliver = async (item: Held): Promise<void> => {
    const { entry } = item;
    try {
      await item.stored;
      const message = await send(entry);
      if (held.get(entry.clientId) !== item) return;
      held.delete(entry.clientId);
      change({ kind: 'sent', clientId: entry.clientId, message });
      await drop(entry.clientId);
    } catch (error) {
      if (held.get(entry.clientId) !== item) return;
      if (error instanceof ChatError && !isTransient(error)) {
        put({ ...entry, state: 'failed', reason: error.code });
        return;
      }
      hinder(item, error instanceof ChatError ? error.code : null);
      await waiting.wait(waitFor(error, RETRY_MS));
    }
  };

  const run = async (channelId: string): Promise<void> => {
    const mine = turn;
    const lane = `${String(mine)} ${channelId}`;
    if (!isOnline || lanes.has(lane)) return;
    lanes.add(lane);
    const next = (): Held | undefined =>
      [...held.values()].find(({ entry }) => entry.channelId === channelId && entry.state === 'sending');
    for (let item = next(); item && isOnline && turn === mine; item = next()) await deliver(item);
    lanes.delete(lane);
  };
  const runAll = (): void => {
    for (const channelId of new Set([...held.values()].map(({ entry }) => entry.channelId)))
      void run(channelId);
  };

  return {
    add({ clientId, channelId, content, file }) {
      // no two the same, also when the clock is set back: it is the order after a reload
      lastWritten = Math.max(now(), lastWritten + 1);
      put({
        clientId,
        channelId,
        content,
        file,
        writtenAt: new Date(lastWritten).toISOString(),
        state: 'sending',
        reason: null,
        storedAs: null,
      });
      void run(channelId);
    },
    adopt(kept) {
      const ids = new Set(kept.map(({ clientId }) => clientId));
      for (const item of [...held.values()].filter(
        ({ isStored, entry: { clientId } }) => isStored && !ids.has(clientId),
      )) {
        held.delete(item.entry.clientId);
        change({ kind: 'entry-gone', channelId: item.entry.channelId, clientId: item.entry.clientId });
      }
      for (const entry of kept) {
        const known = held.get(entry.clientId);
        if (known?.entry.state === entry.state) continue;
        held.set(entry.clientId, { entry, isStored: true, stored: Promise.resolve() });
        change({ kind: 'entry', entry });
      }
      runAll();
    },
    show() {
      for (const { entry } of held.values()) change({ kind: 'entry', entry });
    },
    resume() {
      isOnline = true;
      turn += 1;
      waiting.hurry();
      runAll();
    },
    pause() {
      isOnline = false;
      waiting.hurry();
    },
    retry(clientId) {
      const item = held.get(clientId);
      if (item?.entry.state !== 'failed') return;
      put({ ...item.entry, state: 'sending', reason: null });
      void run(item.entry.channelId);
    },
    discard(clientId) {
      const item = held.get(clientId);
      if (item?.entry.state === 'failed') remove(item);
    },
    settled(clientId) {
      const item = held.get(clientId);
      if (item) remove(item);
    },
    async kept() {
      await Promise.all([...held.values()].map(({ stored }) => stored));
    },
    forget() {
      held.clear();
      waiting.hurry();
    },
  };
}
