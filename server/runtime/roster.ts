// Who is here, for the host: told by the chat what happens, it tells what is different now. What one change
// costs does not depend on how many are here.
import type { Clock } from '../chat/ports/clock.ts';
import type { PeopleObserver } from '../chat/ports/people-observer.ts';
import type { OnlinePerson } from '../chat/people/presence.ts';
import { statusSchema } from '../../protocol/user.ts';
import type { Device, PeopleChange, PersonHere } from './server-events.ts';

/** How long changes are gathered: four times a second is more than anybody reads. */
const GATHER_MS = 250;
/**
 * Signs of life are noted this often at most, or everybody who writes would be told of at every gathering.
 */
const ACTIVE_MS = 5_000;

export interface PeopleReport {
  readonly observer: PeopleObserver;
  /** Everybody who is here. */
  list(): PersonHere[];
  /** Forgets the timer; nothing is told any more. */
  close(): void;
}

export interface PeopleReportOptions {
  clock: Clock;
  /** Undefined where they are not here */
  person: (id: string) => OnlinePerson | undefined;
  /** Undefined where the session is gone */
  deviceOf: (session: string) => Device | undefined;
  onChange: (change: PeopleChange) => void;
}

/** What somebody is doing. */
interface Doing {
  /** Wall time in ms */
  activeAt: number;
  /** Channels they are in, the one entered last at the end */
  channels: Set<string>;
  /** Channels they are typing in */
  typing: Set<string>;
}

export function createPeopleReport({ clock, person, deviceOf, onChange }: PeopleReportOptions): PeopleReport {
  const here = new Map<string, Doing>();
  /** What was told of each, as JSON */
  const told = new Map<string, string>();
  const changed = new Set<string>();
  let cancel: (() => void) | undefined;
  let isClosed = false;

  const describe = (id: string): PersonHere | undefined => {
    const [online, doing] = [person(id), here.get(id)];
    if (!online || !doing) return undefined;
    const channel = [...doing.channels].at(-1);
    const typing = [...doing.typing].at(-1);
    return {
      id,
      name: online.user.username,
      verified: online.user.verified === true,
      status: statusSchema.catch('online').parse(online.user['status']),
      since: new Date(online.since).toISOString(),
      activeAt: new Date(doing.activeAt).toISOString(),
      ...(channel !== undefined && { channel }),
      ...(typing !== undefined && { typing }),
      devices: [...online.sessions].toReversed().flatMap((session) => deviceOf(session) ?? []),
    };
  };

  const tell = (): void => {
    cancel = undefined;
    const change: PeopleChange = { changed: [], gone: [] };
    for (const id of changed) {
      const now = describe(id);
      const json = now && JSON.stringify(now);
      if (json === told.get(id)) continue;
      if (now && json !== undefined) {
        change.changed.push(now);
        told.set(id, json);
      } else {
        change.gone.push(id);
        told.delete(id);
      }
    }
    changed.clear();
    if (change.changed.length + change.gone.length > 0) onChange(change);
  };

  const note = (id: string): void => {
    if (isClosed) return;
    changed.add(id);
    cancel ??= clock.after(GATHER_MS, tell);
  };

  const active = (id: string, everyMs: number): void => {
    const doing = here.get(id);
    // the wall's time may be set back
    if (!doing || Math.abs(clock.now() - doing.activeAt) < everyMs) return;
    doing.activeAt = clock.now();
    note(id);
  };

  /** What is told of somebody who is not here, or not any more, is nobody's business. */
  const doingOf = (id: string): Doing | undefined => {
    if (here.has(id)) note(id);
    return here.get(id);
  };

  return {
    observer: {
      changed(id) {
        if (!here.has(id)) here.set(id, { activeAt: clock.now(), channels: new Set(), typing: new Set() });
        note(id);
      },
      gone(id) {
        here.delete(id);
        note(id);
      },
      active(id) {
        active(id, ACTIVE_MS);
      },
      entered(id, channelId) {
        active(id, 0);
        const channels = doingOf(id)?.channels;
        channels?.delete(channelId); // to the end of the order
        channels?.add(channelId);
      },
      left(id, channelId) {
        doingOf(id)?.channels.delete(channelId);
      },
      typing(id, channelId, isTyping) {
        const typing = doingOf(id)?.typing;
        if (isTyping) typing?.add(channelId);
        else typing?.delete(channelId);
      },
    },
    list: () => [...here.keys()].flatMap((id) => describe(id) ?? []),
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
