// Attackers in a process of their own. Arguments: what they do (`flood`, `slow`, or `none` for comparison),
// url, how many events or sockets. Tells the parent how long they lasted, in ms.
import { once } from 'node:events';
import { connect } from 'node:net';
import { constants, setPriority } from 'node:os';
import { setImmediate, setInterval, setTimeout } from 'node:timers/promises';

const [mode = '', url = '', count = '0'] = process.argv.slice(2);
const KINDS = [
  '421["send_message",{"channel_id":"general","message":{"content":"flood"}}]',
  '42["join_channel",{"channel_id":"general"}]',
  '42["typing_start",{"channel_id":"general"}]',
  '421["join_user",{"user":{"id":"flooder","username":"Flooder"}}]',
  '42["nothing",null]',
  '3',
  '40/nowhere,',
];
/** Sent before anything else of the process is done */
const AT_ONCE = 200;
const QUIET_MS = 5_000;

const attacks: Record<string, (count: number) => Promise<number[]>> = {
  flood,
  slow: holdSlowly,
  none: () => setTimeout(QUIET_MS, []),
};
// in truth they are on other machines and take no processor from those who are measured
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.send?.({ lasted: await attacks[mode]?.(Number(count)) });
process.disconnect();

/** One client after the other, each with its kind of event, until so many were sent. */
async function flood(events: number): Promise<number[]> {
  const lasted: number[] = [];
  let left = events;
  for (let round = 0; left > 0; round += 1) {
    const socket = await open();
    let isOpen = true;
    socket.addEventListener('close', () => {
      isOpen = false;
    });
    const begun = performance.now();
    while (isOpen && left > 0) {
      for (let sent = 0; sent < AT_ONCE; sent += 1) socket.send(KINDS[round % KINDS.length] ?? '');
      left -= AT_ONCE;
      await setImmediate();
    }
    if (isOpen) socket.close();
    else lasted.push(performance.now() - begun);
  }
  return lasted;
}

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  const connected = new Promise<void>((resolve) => {
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      if (String(data).includes('"connected"')) resolve();
    });
  });
  await once(socket, 'open');
  socket.send('40');
  await connected;
  socket.send('42["join_user",{"user":{"id":"flooder","username":"Flooder"}}]');
  return socket;
}

/** Sockets that begin a request and send a byte of its headers a second. */
async function holdSlowly(sockets: number): Promise<number[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: sockets }, async () => {
      const socket = connect(Number(port), hostname);
      // a reset is an end like others
      socket.on('error', () => undefined);
      const begun = performance.now();
      const closed = new Promise<number>((resolve) => {
        socket.once('close', () => {
          resolve(performance.now() - begun);
        });
      });
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      for await (const _ of setInterval(1_000)) {
        if (socket.destroyed || !socket.writable) break;
        socket.resume().write('x');
      }
      return closed;
    }),
  );
}
