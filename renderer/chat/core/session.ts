// Who we are in which room: arriving, being let in or not, being somebody else, leaving. One room at a time,
// the one whose `server_id` the server told last.
import { askToJoin } from './admission.ts';
import type { Change, KeptRoom } from './changes.ts';
import type { ServerConnection } from './connection.ts';
import type { Http } from './http.ts';
import { NOBODY, PREFERENCES } from './initial.ts';
import type { Keeper } from './keeper.ts';
import type { Kept, RoomShelf } from './kept.ts';
import type { ChatState, Connection, JoinProblem, OfflineReason, OutboxEntry } from './model.ts';
import { makeIdentity, type FillRandom, type Identity } from './secrets.ts';
import { createWaiting } from './waiting.ts';

export interface Session {
  /** What the device keeps of the room; undefined before a server has told its `server_id` */
  readonly shelf: RoomShelf | undefined;
  readonly identity: Identity | undefined;
  /** A server answers: into its room, where it is known under which name. */
  arrive(serverId: string): Promise<void>;
  lost(reason: OfflineReason): void;
  sentOut(until: number): void;
  join(name: string): void;
  joinAsSomebodyNew(name: string): Promise<void>;
  comeBack(): void;
  /** The room has taken another name. */
  renamed(name: string): Promise<void>;
  /** Asks again how many are here, for the form. */
  lookAtRoom(): Promise<void>;
  /** Nobody again, at the form; what is kept on the device is the caller's business. */
  startOver(): void;
  pause(): void;
}

/** Whatever works only while we are in the room. */
export interface Worker {
  resume(): void;
  pause(): void;
}

export interface SessionOptions {
  connection: ServerConnection;
  http: Pick<Http, 'room'>;
  kept: Kept;
  keeper: Keeper;
  workers: readonly Worker[];
  outbox: { adopt(entries: readonly OutboxEntry[]): void; show(): void };
  /** Another room or another person: nothing of the former may be sent now. */
  forget: () => void;
  /** Resolves when what is not of one room has been read from the device */
  ready: Promise<unknown>;
  fillRandom: FillRandom;
  /** This page's build */
  build: string | null;
  state: () => ChatState;
  change: (change: Change) => void;
  now: () => number;
}

const NOTHING: KeptRoom = { reads: new Map(), drafts: new Map(), channel: null };

export function createSession({
  connection,
  http,
  kept,
  keeper,
  workers,
  outbox,
  forget,
  ready,
  fillRandom,
  build,
  state,
  change,
  now,
}: SessionOptions): Session {
  const waiting = createWaiting();
  let shelf: RoomShelf | undefined;
  let keptRoom = NOTHING;
  let identity: Identity | undefined;
  /** Under which name to join, as soon as there is a connection */
  let wanted: string | undefined;
  /** Counts wishes to join: the newest one goes on */
  let wishes = 0;

  const setPhase = (phase: Pick<Connection, 'phase' | 'reason'> & Partial<Connection>): void => {
    change({
      kind: 'connection',
      change: {
        attempt: 0,
        nextAttemptAt: null,
        until: null,
        ...(phase.phase !== state().connection.phase && { since: now() }),
        ...phase,
      },
    });
  };
  const pause = (): void => {
    for (const worker of workers) worker.pause();
    waiting.hurry();
    change({ kind: 'lost' });
  };
  const refuse = (problem: JoinProblem): void => {
    change({ kind: 'form', problem });
    setPhase(
      problem.code === 'kicked'
        ? { phase: 'refused', reason: 'kicked', until: problem.until }
        : { phase: 'refused', reason: 'not_admitted' },
    );
  };
  const lookAtRoom = async (): Promise<void> => {
    // the form does without
    const room = await http.room().catch(() => undefined);
    if (room) change({ kind: 'room', room });
  };
  const forgetAll = (): void => {
    forget();
    shelf = undefined;
    identity = undefined;
    wanted = undefined;
    change({ kind: 'forget' });
  };

  /** Another room than before, or the first: what is kept of it. */
  const settleIn = async (serverId: string): Promise<void> => {
    if (shelf) forgetAll();
    const here = kept.room(serverId);
    const [who, what, entries, name] = await Promise.all([
      here.identity(),
      here.read(),
      here.outbox(),
      kept.name(),
    ]);
    shelf = here;
    identity = who ?? undefined;
    keptRoom = what;
    outbox.adopt(entries);
    change({ kind: 'me', me: { name: who === null || who.name === '' ? name : who.name } });
  };

  /**
   * The secret is on the device before the room knows it, or a page that ends in between would be locked out
   * of its own name.
   */
  const identify = async (here: RoomShelf): Promise<Identity> => {
    // another tab may have been quicker
    const known = await here.identity();
    if (known) return known;
    const made = makeIdentity(fillRandom, now());
    await keeper.write(() => here.setIdentity(made));
    return made;
  };

  const admit = async (name: string): Promise<void> => {
    const here = shelf;
    const { id: mine } = connection;
    if (!here || mine === undefined) return;
    wishes += 1;
    const wish = wishes;
    const isCurrent = (): boolean => connection.id === mine && wish === wishes;
    waiting.hurry();
    change({ kind: 'joining' });
    const who = identity ?? (await identify(here));
    if (!isCurrent()) return;
    identity = who;
    const admission = await askToJoin(who, name, state().me.status, {
      connection,
      waiting,
      now,
      isCurrent,
      onDelay(problem) {
        if (problem?.code !== 'server_full') return;
        change({ kind: 'form', problem });
        setPhase({ phase: 'offline', reason: 'not_admitted' });
      },
    });
    if (admission.kind === 'lost') return;
    wanted = undefined;
    if (admission.kind === 'refused') {
      refuse(admission.problem);
      return;
    }
    const { answer } = admission;
    change({ kind: 'joined', answer, kept: keptRoom, pageBuild: build });
    setPhase({ phase: 'online', reason: null });
    outbox.show();
    for (const worker of workers) worker.resume();
    await renamed(answer.user.username);
  };

  const renamed = async (name: string): Promise<void> => {
    const [here, who] = [shelf, identity];
    if (!here || !who || who.name === name) return;
    identity = { ...who, name };
    await keeper.write(() => here.setIdentity({ ...who, name }));
  };

  return {
    get shelf() {
      return shelf;
    },
    get identity() {
      return identity;
    },
    pause,
    renamed,
    lookAtRoom,
    async arrive(serverId) {
      const { id: mine } = connection;
      await ready;
      const isOther = shelf !== undefined && shelf.serverId !== serverId;
      if (shelf?.serverId !== serverId) await settleIn(serverId);
      if (connection.id !== mine) return;
      const { stage, joinProblem } = state();
      // who was sent out and is at the form decides when to come back, also where the connection had to be
      // made anew
      const staysOut = stage === 'join' && joinProblem?.code === 'kicked';
      const name = wanted ?? (staysOut ? '' : (identity?.name ?? ''));
      if (name !== '') {
        await admit(name);
        return;
      }
      setPhase({ phase: 'online', reason: null });
      if (isOther || state().stage !== 'join')
        change({ kind: 'form', problem: isOther ? { code: 'other_room' } : null });
      await lookAtRoom();
    },
    lost(reason) {
      pause();
      setPhase({ phase: 'offline', reason });
    },
    sentOut(until) {
      pause();
      refuse({ code: 'kicked', until });
    },
    join(name) {
      wanted = name;
      if (connection.id === undefined || !shelf) change({ kind: 'joining' });
      else void admit(name);
    },
    async joinAsSomebodyNew(name) {
      const here = shelf;
      if (!here) return;
      const made = makeIdentity(fillRandom, now());
      await keeper.write(() => here.setIdentity(made));
      if (shelf !== here) return;
      identity = made;
      wanted = name;
      await admit(name);
    },
    comeBack() {
      const { phase, until } = state().connection;
      if (phase !== 'refused' || (until !== null && now() < until)) return;
      setPhase({ phase: 'offline', reason: null });
      if (connection.id === undefined) connection.open();
      else void admit(state().me.name);
    },
    startOver() {
      connection.close();
      pause();
      forgetAll();
      change({ kind: 'preferences', preferences: PREFERENCES });
      change({ kind: 'me', me: NOBODY });
      setPhase({ phase: 'connecting', reason: null });
      change({ kind: 'form', problem: null });
      connection.open();
    },
  };
}
