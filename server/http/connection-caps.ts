import type { Server } from 'node:http';
import { isLoopback, limitBucket } from './addresses.ts';
import type { HttpNote } from './error-handler.ts';

export interface ConnectionCap {
  /** Connections that one address may hold; it may be a whole class behind one router */
  perAddress: number;
  log: (note: HttpNote) => void;
  /** Who may hold any number; loopback */
  isExempt?: (socketAddress: string | undefined) => boolean;
}

/** Closes connections above the cap. That is said once in the log, until one of that address has ended. */
export function capConnections(server: Server, { perAddress, log, isExempt = isLoopback }: ConnectionCap): void {
  const open = new Map<string, number>();
  const told = new Set<string>();
  server.on('connection', (socket) => {
    if (isExempt(socket.remoteAddress)) return;
    const bucket = limitBucket(socket.remoteAddress);
    const count = open.get(bucket) ?? 0;
    if (count >= perAddress) {
      if (!told.has(bucket)) log({ level: 'warn', event: 'address_full', address: bucket, connections: count });
      told.add(bucket);
      socket.destroy();
      return;
    }
    open.set(bucket, count + 1);
    socket.once('close', () => {
      const left = (open.get(bucket) ?? 1) - 1;
      if (left > 0) open.set(bucket, left);
      else open.delete(bucket);
      told.delete(bucket);
    });
  });
}
