// Multicast DNS on this machine's loopback and a port of its own, so that nothing of it is heard outside.
import { createSocket } from 'node:dgram';
import multicastDns, { type Answer, type Packet } from 'multicast-dns';
import { systemClock } from '../../../../../server/runtime/clock.ts';
import type { Path } from '../../../../../server/network/mdns/mdns-adapters.ts';
import {
  createResponder,
  type Responder,
  type ResponderOptions,
} from '../../../../../server/network/mdns/responder.ts';
import { createConditions } from '../../../../support/helpers/conditions.ts';

/** A path over loopback where the name leads to `addresses`. */
export const path = (...addresses: string[]): Path => ({
  adapter: 'lo',
  family: 'IPv4',
  on: '127.0.0.1',
  networks: ['127.0.0.0/8'],
  addresses,
});

export interface Named {
  readonly responder: Responder;
  readonly problems: string[];
  /** Resolves when it is called `name`; undefined is no name any more. */
  called(name: string | undefined): Promise<void>;
}

/** A responder whose machine has `own`, told to use a path with them. */
export function startNamed(mdnsPort: number, own: string[], options: Partial<ResponderOptions> = {}): Named {
  const names: (string | undefined)[] = [];
  const problems: string[] = [];
  const conditions = createConditions();
  const responder = createResponder({
    label: 'lanline',
    room: 'Physik 9b',
    port: 5000,
    systemName: 'anna-pc',
    clock: systemClock,
    mdnsPort,
    isOwn: (address) => own.includes(address),
    onName(name) {
      names.push(name);
      conditions.changed();
    },
    onProblem: (adapter, error) => {
      problems.push(`${adapter}: ${error.message}`);
    },
    ...options,
  });
  responder.use([path(...own)]);
  return {
    responder,
    problems,
    async called(name) {
      await conditions.until(
        () => (names.length > 0 && names.at(-1) === name ? true : undefined),
        () => `the name ${String(name)}; there were ${names.join(', ')}`,
      );
    },
  };
}

/** Everything that is said on the port, and a voice of one's own. */
export async function listen(port: number) {
  const socket = multicastDns({
    type: 'udp4',
    ip: '224.0.0.251',
    port,
    interface: '127.0.0.1',
    bind: '0.0.0.0',
    socket: createSocket({ type: 'udp4', reuseAddr: true }),
  });
  const heard: Packet[] = [];
  const conditions = createConditions();
  socket.on('packet', (packet) => {
    heard.push(packet);
    conditions.changed();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('ready', resolve).once('error', reject);
  });
  return {
    heard,
    send: (packet: Packet) => {
      socket.send(packet, null);
    },
    /** Resolves when both announcements were heard, so that only what a test does makes somebody speak. */
    quiet: () =>
      conditions.until(
        () => (heard.filter(({ type }) => type === 'response').length >= 2 ? true : undefined),
        () => `two announcements; heard were ${JSON.stringify(heard)}`,
      ),
    /** Resolves with the first packet heard since now that `fits`. */
    next(fits: (packet: Packet) => boolean): Promise<Packet> {
      const from = heard.length;
      return conditions.until(
        () => heard.slice(from).find(fits),
        () => `a packet; heard were ${JSON.stringify(heard.slice(from))}`,
      );
    },
    close: () =>
      new Promise<void>((resolve) => {
        socket.destroy(resolve);
      }),
  };
}

/** The records of a response with a name, as `type data`. */
export function said({ type, answers = [], additionals = [] }: Packet, name: string): string[] {
  return type === 'query'
    ? []
    : [...answers, ...additionals]
        .filter((record) => record.name === name)
        .map(
          ({ type: kind, data }: Answer) =>
            `${kind} ${typeof data === 'string' ? data : JSON.stringify(data)}`,
        );
}
