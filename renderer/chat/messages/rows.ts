// A channel's messages as rows: one for each message, which carries the lines that stand above it.
import type { Message, OutboxEntry } from '../core/model.ts';

/** Messages of one author closer than this stand together */
const TOGETHER_MS = 5 * 60_000;

interface Place {
  /** The same before and after the server has it */
  key: string;
  /** Begins a group: with its author's name and time */
  isFirst: boolean;
  /** ISO time, where a new day begins */
  day: string | null;
  /** The line "new since you left" stands above it */
  isNew: boolean;
}
export type Row = Place & ({ kind: 'message'; message: Message } | { kind: 'pending'; entry: OutboxEntry });

/** A client's own key says nothing of other people's: somebody could use the same. */
const keyOf = (userId: string, key: string): string => `${userId} ${key}`;

/** `2026-11-23` in this device's time zone. */
export function dayOf(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? ''
    : `${String(date.getFullYear())}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

interface Said {
  userId: string;
  name: string;
  isVerified: boolean;
  at: string;
}

function isTogether(former: Said, next: Said): boolean {
  const apart = Date.parse(next.at) - Date.parse(former.at);
  // clocks go back now and then; order is the server's
  return (
    former.userId === next.userId &&
    former.name === next.name &&
    former.isVerified === next.isVerified &&
    Math.abs(apart) < TOGETHER_MS
  );
}

export interface RowsOf {
  messages: readonly Message[];
  pending: readonly OutboxEntry[];
  newSince: number | null;
  me: { id: string; name: string };
}

export function rowsOf({ messages, pending, newSince, me }: RowsOf): Row[] {
  const rows: Row[] = [];
  let former: Said | undefined;
  let isRead = true;
  const place = (said: Said, seq: number | null): Omit<Place, 'key'> => {
    const isNewDay = former === undefined || dayOf(former.at) !== dayOf(said.at);
    const isNew = isRead && newSince !== null && seq !== null && seq > newSince;
    if (isNew) isRead = false;
    const isFirst = isNewDay || isNew || former === undefined || !isTogether(former, said);
    former = said;
    return { isFirst, isNew, day: isNewDay ? said.at : null };
  };
  for (const message of messages) {
    const said = {
      userId: message.user_id,
      name: message.username,
      isVerified: message.verified === true,
      at: message.timestamp,
    };
    rows.push({
      kind: 'message',
      key: keyOf(message.user_id, message.client_id ?? message.id),
      message,
      ...place(said, message.seq),
    });
  }
  for (const entry of pending) {
    // ours as the room will have it: whether we are verified changes nothing about what stands together
    const said = {
      userId: me.id,
      name: me.name,
      isVerified: former?.userId === me.id ? former.isVerified : true,
      at: entry.writtenAt,
    };
    rows.push({ kind: 'pending', key: keyOf(me.id, entry.clientId), entry, ...place(said, null) });
  }
  return rows;
}
