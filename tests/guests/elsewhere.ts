// Whatever is not the room: to the guests' browsers every other name and address leads here, whether a script, a link's prefetch or a websocket asks for it.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Elsewhere {
  port: number;
  /** The beginnings of what was said here since the last time. */
  heard(): string[];
  close(): Promise<void>;
}

const MOST = 200;

export async function openElsewhere(): Promise<Elsewhere> {
  let visits: { said: string }[] = [];
  const server = createServer((socket) => {
    const visit = { said: '' };
    visits.push(visit);
    socket.on('data', (bytes) => { visit.said = (visit.said + bytes.toString('latin1')).slice(0, MOST); });
    // a browser that closes is no fault
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    heard() {
      const heard = visits.map(({ said }) => `somebody came, and said “${said}”`);
      visits = [];
      return heard;
    },
    async close() { await new Promise((resolve) => { server.close(resolve); }); },
  };
}
