// What an attack is, and running one. The short form of the suite runs a few rounds of each
// (attacks.test.ts), the full command a minute of each beside the same load without it (run.ts).
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { io, type Socket as Client } from 'socket.io-client';
import type { Settings } from '../../../server/index.ts';
import { open } from '../../unit/server/http/http-server.ts';
import { connectRaw, type RawWebSocket } from './raw-websocket.ts';

/** Another address of loopback, which is a stranger's to the attacked server. */
export const ATTACKER = '127.0.0.66';

export interface Attack {
  /** One word: `--only` */
  id: string;
  /** For the table */
  name: string;
  /** Fills the data folder before the server starts. */
  prepare?: (data: string) => void;
  /** Of the attacked server, beside the defaults */
  settings?: Partial<Settings>;
  /** Files and sockets that the attacked process may have open */
  handles?: number;
  /** Rounds of the short form */
  rounds?: number;
  /** One round; rounds follow each other for as long as the attack lasts. */
  round: (attacker: Attacker, round: number) => Promise<void>;
  /**
   * What must hold of what was counted, and of what somebody else heard meanwhile: a sentence where it does
   * not.
   */
  wrong?: (counted: Counted, heard: Heard) => string | undefined;
}

/** The events that somebody got who only talks. */
export interface Heard {
  times(event: string): number;
  /** Bytes of its largest payload as JSON */
  largest(event: string): number;
}

export interface Counted {
  rounds: number;
  seconds: number;
  /** 0 for what never happened */
  of: (what: string) => number;
  /** All of it */
  counts: ReadonlyMap<string, number>;
}

/** One attacker at one address. */
export interface Attacker {
  readonly port: number;
  count(what: string, times?: number): void;
  /** A connection of TCP from the attacker's address. */
  connect(): Promise<Socket>;
  /** A connection of Socket.IO from there, when the server has said `connected`; undefined where it refuses. */
  connectSocket(): Promise<RawWebSocket | undefined>;
  /** The same with a client that reads what it is sent; undefined where it is refused. */
  connectClient(): Promise<Client | undefined>;
}

/** Connections that an attacker holds at once; the oldest make room. */
const HELD = 200;
/** A connection that is not answered for this long is given up. */
export const PATIENCE_MS = 2_000;

/** Attacks for as long as `goesOn` says so; `atEnd` runs while its connections are still open. */
export async function runAttack(
  attack: Attack,
  port: number,
  goesOn: (round: number) => boolean,
  atEnd: () => Promise<void> = () => Promise.resolve(),
): Promise<Counted> {
  const counts = new Map<string, number>();
  const ends: (() => void)[] = [];
  const hold = (end: () => void): void => {
    ends.push(end);
    if (ends.length > HELD) ends.shift()?.();
  };
  const holdSocket = (socket: Socket): Socket => {
    socket.on('error', () => undefined);
    hold(() => socket.destroy());
    return socket;
  };
  const agent = new Agent({ localAddress: ATTACKER });
  const attacker: Attacker = {
    port,
    count(what, times = 1) {
      counts.set(what, (counts.get(what) ?? 0) + times);
    },
    connect: async () => holdSocket(await open(port, ATTACKER)),
    async connectSocket() {
      const late = Promise.withResolvers<undefined>();
      const timer = setTimeout(late.resolve, PATIENCE_MS, undefined);
      const connecting = connectRaw(port, ATTACKER).catch(() => undefined);
      const raw = await Promise.race([connecting, late.promise]);
      clearTimeout(timer);
      if (raw) holdSocket(raw.socket);
      // it may still come: then it is let go
      else void connecting.then((slow) => slow?.socket.destroy());
      return raw;
    },
    async connectClient() {
      const client = io(`http://127.0.0.1:${String(port)}`, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        timeout: PATIENCE_MS,
        // its types know the browser's alone
        agent: agent as unknown as string,
      });
      hold(() => client.close());
      return new Promise((resolve) => {
        client
          .once('connect', () => {
            resolve(client);
          })
          .once('connect_error', () => {
            client.close();
            resolve(undefined);
          });
      });
    },
  };
  const begun = performance.now();
  let rounds = 0;
  try {
    for (; goesOn(rounds); rounds += 1) await attack.round(attacker, rounds);
    await atEnd();
  } finally {
    for (const end of ends) end();
  }
  return {
    rounds,
    seconds: (performance.now() - begun) / 1_000,
    of: (what) => counts.get(what) ?? 0,
    counts,
  };
}

/**
 * Resolves when the connection is closed, or after `ms`: whether the server closes it is what is counted, and
 * one that it never closes must not hold up the attack.
 */
export async function closedWithin(socket: Socket, ms: number): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
