// Whatever is not the room: it is the proxy of the guests' pages, so that every other name and address leads
// here, whether a script, a link's prefetch or a websocket asks for it. A proxy belongs to a page's profile:
// what the browser asks for on its own account (updates, metrics) does not come here, whichever browser it
// is.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Elsewhere {
  /** As a proxy */
  url: string;
  /** The beginnings of what was said here since the last time. */
  heard(): string[];
  close(): Promise<void>;
}

const MOST = 200;

/**
 * Where Chrome and its relatives go on their own account, in the page's profile too; the page asks nothing of
 * these.
 */
const BROWSERS_OWN = new Set([
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'clients2.googleusercontent.com',
  'content-autofill.googleapis.com',
  'edgedl.me.gvt1.com',
  'mtalk.google.com',
  'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com',
  'safebrowsing.googleapis.com',
  'safebrowsingohttpgateway.googleapis.com',
  'update.googleapis.com',
]);
/** The host that is asked for: `CONNECT host:port …`, or `GET http://host/ …` */
const hostOf = (said: string) => /^\w+ (?:\w+:\/\/)?([^/:\s]+)/.exec(said)?.[1] ?? '';

export async function openElsewhere(): Promise<Elsewhere> {
  let visits: { said: string }[] = [];
  const server = createServer((socket) => {
    const visit = { said: '' };
    visits.push(visit);
    socket.on('data', (bytes) => {
      visit.said = (visit.said + bytes.toString('latin1')).slice(0, MOST);
    });
    // a browser that closes is no fault
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    heard() {
      const heard = visits
        .filter(({ said }) => !BROWSERS_OWN.has(hostOf(said)))
        .map(({ said }) => `somebody came, and said “${said}”`);
      visits = [];
      return heard;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
