// The package brings no types; these are of what we use. What comes in is from anybody, so a record's data
// are unknown.
declare module 'multicast-dns' {
  import type { Socket } from 'node:dgram';
  import type { EventEmitter } from 'node:events';

  interface Question {
    name: string;
    type: string;
  }

  interface Answer {
    name: string;
    type: string;
    ttl?: number;
    /** The first bit of the class: whoever remembers others forgets them */
    flush?: boolean;
    data?: unknown;
  }

  interface Packet {
    type: 'query' | 'response';
    id?: number;
    flags?: number;
    questions?: Question[];
    answers?: Answer[];
    authorities?: Answer[];
    additionals?: Answer[];
  }

  interface Peer {
    address: string;
    port: number;
  }

  interface Events {
    ready: [];
    /** The group was joined on an adapter */
    networkInterface: [];
    packet: [packet: Packet, from: Peer];
    warning: [Error];
    error: [Error];
  }

  interface MulticastDns extends EventEmitter<Events> {
    send(packet: Packet, to: Peer | null, done?: (error?: Error | null) => void): void;
    destroy(done?: () => void): void;
  }

  /**
   * `interface` names the adapter by an address (IPv4) or by `::%zone` (IPv6); `bind` is what the socket
   * listens on.
   */
  export default function multicastDns(options: {
    type: 'udp4' | 'udp6';
    ip: string;
    port: number;
    interface: string;
    bind: string;
    socket: Socket;
  }): MulticastDns;
}
