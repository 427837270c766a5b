import type { Server } from 'node:http';
import { isLoopback, limitBucket } from './addresses.ts';
import type { HttpNote } from './error-handler.ts';

/**
 * Closes connections above the number that one address may hold; loopback may hold any. An address may be a whole class behind one
 * router. It is said once in the log until the address is back under its cap.
 */
export function capConnections(server: Server, perAddress: number, log: (note: HttpNote) => void): void {
  const open = new Map<string, number>();
  const told = new Set<string>();
  server.on('connection', (socket) => {
    if (isLoopback(socket.remoteAddress)) return;
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
