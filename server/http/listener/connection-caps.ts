import type { Server } from 'node:http';
import { canonicalAddress } from '../../network/address.ts';
import type { HttpNote } from '../error-handler.ts';

export interface ConnectionCap {
  /** Connections that one address may hold; it may be a whole class behind one router */
  perAddress: number;
  log: (note: HttpNote) => void;
  /** Such addresses may hold any number */
  isTrusted: (address: string) => boolean;
}

/**
 * Closes connections above the cap. That is said once in the log, until half of them have ended. IPv6
 * addresses count one by one:
 * the guests of one network share a /64, and a cap on that would be one for the whole room.
 */
export function capConnections(server: Server, { perAddress, log, isTrusted }: ConnectionCap): void {
  const open = new Map<string, number>();
  const told = new Set<string>();
  server.on('connection', (socket) => {
    const address = canonicalAddress(socket.remoteAddress);
    if (isTrusted(address)) return;
    const count = open.get(address) ?? 0;
    if (count >= perAddress) {
      if (!told.has(address)) log({ level: 'warn', event: 'address_full', address, connections: count });
      told.add(address);
      socket.destroy();
      return;
    }
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
      // not at once, or somebody who closes one and opens two would fill the log
      if (left < perAddress / 2) told.delete(address);
    });
  });
}
