import type { Server } from 'node:http';
import { canonicalAddress } from '../../network/address.ts';
import type { HttpNote } from '../error-handler.ts';

/** Connections beyond the cap that trusted addresses may still open: the host comes into a full room. */
const KEPT_FOR_TRUSTED = 20;

export interface ConnectionCap {
  /** Connections of everybody together */
  inAll: number;
  /** Connections that one address may hold; it may be a whole class behind one router */
  perAddress: number;
  log: (note: HttpNote) => void;
  /** Such addresses may hold any number, and some when there are too many in all */
  isTrusted: (address: string) => boolean;
  /** Counts one more of an address; whether it begins them too fast */
  isTooFast: (address: string) => boolean;
}

/**
 * Closes connections above the caps. Each is said once in the log, until half of them have ended. IPv6
 * addresses count one by one: the guests of one network share a /64, and a cap on that would be one for the
 * whole room.
 */
export function capConnections(
  server: Server,
  { inAll, perAddress, log, isTrusted, isTooFast }: ConnectionCap,
): void {
  server.maxConnections = inAll + KEPT_FOR_TRUSTED;
  const open = new Map<string, number>();
  const told = new Set<string>();
  let count = 0;
  let isToldOfAll = false;

  server.on('connection', (socket) => {
    const address = canonicalAddress(socket.remoteAddress);
    const trusted = isTrusted(address);
    const ofAddress = open.get(address) ?? 0;
    if (!trusted && count >= inAll) {
      if (!isToldOfAll) log({ level: 'warn', event: 'connections_full', connections: count, address });
      isToldOfAll = true;
      socket.destroy();
      return;
    }
    if (!trusted && ofAddress >= perAddress) {
      if (!told.has(address)) log({ level: 'warn', event: 'address_full', address, connections: ofAddress });
      told.add(address);
      socket.destroy();
      return;
    }
    if (!trusted && isTooFast(address)) {
      socket.destroy();
      return;
    }
    count += 1;
    open.set(address, ofAddress + 1);
    socket.once('close', () => {
      count -= 1;
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
      // not at once, or somebody who closes one and opens two would fill the log
      if (left < perAddress / 2) told.delete(address);
      if (count < inAll / 2) isToldOfAll = false;
    });
  });
}
