// A name of the server's own in the local network: asked for, announced, answered for, and given up to who
// has it (RFC 6762, 8 and 9).
import type { Answer, Packet, Peer } from 'multicast-dns';
import type { Path } from './mdns-adapters.ts';
import { MDNS_PORT, type Link } from './link.ts';
import { createLinks } from './links.ts';
import {
  announcementOf,
  answerTo,
  claimsIn,
  hostOf,
  legacyAnswer,
  probeOf,
  recordsOf,
  speaksOf,
  wins,
  type Announced,
} from './records.ts';

export interface ResponderOptions {
  /** The name that is wished for, without `.local`; `-2` and so on are put behind it */
  label: string;
  /** What people call the room */
  room: string;
  /** Where its page is */
  port: number;
  /** As `os.hostname` says it; a name that the system may use itself is never taken */
  systemName: string;
  clock: { monotonic(): number; after(ms: number, run: () => void): () => void };
  /** Whether an address is this machine's */
  isOwn: (address: string) => boolean;
  /** It has the name (`lanline.local`) now, or none any more */
  onName: (name: string | undefined) => void;
  /** A path does not do multicast, or the port is taken */
  onProblem: (adapter: string, error: Error) => void;
  /** For tests */
  mdnsPort?: number;
}

export interface Responder {
  /**
   * The paths there are now; the name is asked for on them, also where they are the same ones, as after
   * sleep.
   */
  use(paths: readonly Path[]): void;
  /** Takes everything back. */
  close(): Promise<void>;
}

const PROBE_MS = 250;
const PROBES = 3;
const AGAIN_MS = 1_000;
/** `lanline` to `lanline-9` */
const MOST_NAMES = 9;
/**
 * How often a name may be contested until the network changes: somebody who claims every name shall not keep
 * us busy.
 */
const MOST_CONFLICTS = 10;

const recordsOn = (link: Link, what: Announced): Answer[] => recordsOf(what, link.path.addresses);

export function createResponder({
  label: wish,
  room,
  port,
  systemName,
  clock,
  isOwn,
  onName,
  onProblem,
  mdnsPort = MDNS_PORT,
}: ResponderOptions): Responder {
  const links = createLinks({ port: mdnsPort, onPacket, onProblem });
  const saidAt = new WeakMap<Link, number>();
  const waiting = new WeakSet<Link>();
  /** What is asked for now, and what became of it */
  let probing: { announced: Announced; isTaken: boolean; isLater: boolean } | undefined;
  let announced: Announced | undefined;
  /** The claims that were announced last, with the addresses there were then */
  let lastSaid: ReadonlySet<string> = new Set();
  let conflicts = 0;
  /** Each claim has its number; a later one ends it */
  let current = 0;
  let last: Promise<unknown> = Promise.resolve();
  let wake: (() => void) | undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  /**
   * Asks for the names one after another; undefined where none is free, or where the network has changed
   * again.
   */
  const findFree = async (claim: number): Promise<Announced | undefined> => {
    for (let number = 1; number <= MOST_NAMES; number += 1) {
      const label = number === 1 ? wish : `${wish}-${String(number)}`;
      if (label === systemName.split('.')[0]?.toLowerCase()) continue;
      const asked = { announced: { label, room, port }, isTaken: false, isLater: false };
      probing = asked;
      // many may begin at once, as when the power is back
      await pause(Math.random() * PROBE_MS);
      for (let sent = 0; sent < PROBES && claim === current && !asked.isTaken; sent += 1) {
        links.say((link) => probeOf(asked.announced, recordsOn(link, asked.announced)));
        await pause(PROBE_MS);
        if (!asked.isLater) continue;
        // who asks at the same time and goes first has it by then
        asked.isLater = false;
        sent = -1;
        await pause(AGAIN_MS);
      }
      if (claim !== current) return undefined;
      if (!asked.isTaken) return asked.announced;
    }
    return undefined;
  };

  const ourClaims = (what: Announced): ReadonlySet<string> =>
    new Set(links.all().flatMap((link) => claimsIn(recordsOn(link, what), what)));

  const announce = (what: Announced): void => {
    lastSaid = ourClaims(what);
    links.say((link) => {
      saidAt.set(link, clock.monotonic());
      return announcementOf(recordsOn(link, what));
    });
  };

  const settle = async (claim: number, paths: readonly Path[] | undefined): Promise<void> => {
    announced = undefined;
    if (paths) await links.use(paths);
    if (claim !== current) return;
    const found = links.all().length > 0 ? await findFree(claim) : undefined;
    probing = undefined;
    if (claim !== current) return;
    announced = found;
    if (found) announce(found);
    onName(found && hostOf(found.label));
    if (!found) return;
    await pause(AGAIN_MS);
    if (claim === current) announce(found);
  };

  const begin = (paths?: readonly Path[]): void => {
    current += 1;
    const claim = current;
    wake?.();
    last = last.then(() => settle(claim, paths));
  };

  function onPacket(packet: Packet, from: Peer, link: Link): void {
    if (packet.type === 'response') onResponse([...(packet.answers ?? []), ...(packet.additionals ?? [])]);
    else if (probing) onRival(packet, link);
    else if (announced) onQuestion(packet, from, link, announced);
  }

  function onResponse(records: readonly Answer[]): void {
    if (probing) {
      // our own words come back, some after the network has changed
      const theirs = claimsIn(records, probing.announced);
      const isEcho = theirs.length > 0 && theirs.every((claim) => lastSaid.has(claim));
      if (!isEcho && speaksOf(records, probing.announced)) probing.isTaken = true;
      return;
    }
    if (!announced) return;
    const what = announced;
    const ours = ourClaims(what);
    const isOurs = (record: Answer) =>
      (typeof record.data === 'string' && isOwn(record.data)) ||
      claimsIn([record], what).every((claim) => ours.has(claim));
    const spoken = records.filter((record) => claimsIn([record], what).length > 0);
    if (spoken.some((record) => record.ttl !== 0 && !isOurs(record))) {
      conflicts += 1;
      if (conflicts <= MOST_CONFLICTS) begin();
    } else if (spoken.some((record) => record.ttl === 0 && isOurs(record))) {
      // another program of this machine went; the name is still ours
      for (const link of links.all()) saySoon(link, what, announcementOf(recordsOn(link, what)), AGAIN_MS);
    }
  }

  /** Somebody asks for the same name at the same time: one of both goes on. */
  function onRival({ authorities = [] }: Packet, link: Link): void {
    if (!probing) return;
    const { announced: what } = probing;
    const theirs = claimsIn(authorities, what);
    const mine = claimsIn(recordsOn(link, what), what);
    // our own words come back, also by a second adapter in the same network
    const isOwnVoice = links
      .all()
      .some((other) => claimsIn(recordsOn(other, what), what).join() === theirs.join());
    if (theirs.length > 0 && !isOwnVoice && wins(theirs, mine)) probing.isLater = true;
  }

  function onQuestion(packet: Packet, from: Peer, link: Link, what: Announced): void {
    const answer = answerTo(packet, recordsOn(link, what));
    if (!answer) return;
    if (from.port !== mdnsPort) {
      link.reply(legacyAnswer(packet, answer), from);
      return;
    }
    // who is about to take the name must hear it in time
    saySoon(link, what, answer, (packet.authorities ?? []).length > 0 ? PROBE_MS : AGAIN_MS);
  }

  /**
   * No more often than every `quiet` milliseconds: everybody has heard the last answer, and who came since
   * hears the next.
   */
  function saySoon(link: Link, what: Announced, packet: Packet, quiet: number): void {
    const wait = quiet - (clock.monotonic() - (saidAt.get(link) ?? Number.NEGATIVE_INFINITY));
    if (wait <= 0) {
      saidAt.set(link, clock.monotonic());
      link.send(packet);
    } else if (!waiting.has(link)) {
      waiting.add(link);
      clock.after(wait, () => {
        waiting.delete(link);
        if (announced === what) saySoon(link, what, announcementOf(recordsOn(link, what)), 0);
      });
    }
  }

  return {
    use(paths) {
      conflicts = 0;
      begin(paths);
    },
    async close() {
      current += 1;
      wake?.();
      await last;
      const what = announced;
      announced = undefined;
      if (what) links.say((link) => announcementOf(recordsOn(link, what), true));
      await links.use([]);
    },
  };
}
