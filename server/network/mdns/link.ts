// One socket for one path. Whatever goes wrong with it ends this link only: a room without a name is still a
// room.
import { createSocket } from 'node:dgram';
import multicastDns, { type Packet, type Peer } from 'multicast-dns';
import { cameOver, type Path } from './mdns-adapters.ts';

export const MDNS_PORT = 5353;

export interface Link {
  readonly path: Path;
  /** To everybody on the path. */
  send(packet: Packet): void;
  /** To one. */
  reply(packet: Packet, to: Peer): void;
  /** Resolves when what was sent has gone and the socket is closed. */
  close(): Promise<void>;
}

export interface LinkOptions {
  path: Path;
  port: number;
  /** Packets that came over this path */
  onPacket: (packet: Packet, from: Peer, link: Link) => void;
}

/**
 * Resolves with a link that has joined the group; rejects where the port is taken, or the adapter does not do
 * multicast.
 */
export function openLink({ path, port, onPacket }: LinkOptions): Promise<Link> {
  const type = path.family === 'IPv4' ? 'udp4' : 'udp6';
  const all = path.family === 'IPv4' ? '0.0.0.0' : '::';
  const socket = multicastDns({
    type,
    port,
    ip: path.family === 'IPv4' ? '224.0.0.251' : 'ff02::fb',
    interface: path.family === 'IPv4' ? path.on : `::%${path.on}`,
    // bound to an address of its own it would not hear the group's
    bind: all,
    // the system's own responder has the port too
    socket: createSocket({ type, reuseAddr: true, ipv6Only: type === 'udp6' }),
  });
  const under = new Set<Promise<void>>();
  const send = (packet: Packet, to: Peer | null): void => {
    const sent = new Promise<void>((resolve) => {
      // a network that just went: the next look at it tells
      socket.send(packet, to, () => {
        resolve();
      });
    });
    under.add(sent);
    void sent.then(() => under.delete(sent));
  };
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      socket.destroy(resolve);
    });
  const link: Link = {
    path,
    send: (packet) => {
      send(packet, null);
    },
    reply: send,
    async close() {
      await Promise.all(under);
      await close();
    },
  };

  return new Promise((resolve, reject) => {
    let hasJoined = false;
    let problem: Error | undefined;
    socket.once('networkInterface', () => {
      hasJoined = true;
    });
    socket.on('warning', (error) => {
      problem ??= error;
    });
    socket.on('error', (error) => {
      reject(error);
      void close();
    });
    socket.once('ready', () => {
      // before it is ready only joining and choosing the adapter can have failed
      if (hasJoined && !problem) {
        resolve(link);
        return;
      }
      reject(problem ?? new Error('the group could not be joined'));
      void close();
    });
    socket.on('packet', (packet, from) => {
      if (cameOver(path, from.address)) onPacket(packet, from, link);
    });
  });
}
