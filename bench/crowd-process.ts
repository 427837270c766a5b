// People who come and go, in a process of their own. Arguments: url, how many are here at once, events a
// second of all of them together.
// Says `here` once all have come, and moves once it is told anything; ends when its parent goes.
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';

const [url = '', people = '0', perSecond = '0'] = process.argv.slice(2);
const TICK_MS = 50;
/** Longer than the grace within which nobody is told that somebody went */
const AWAY_MS = 6_000;
/** Of the people, who leave each second */
const LEAVING_SHARE = 0.02;
const AT_ONCE = 25;
/** Those whom the host clicks on are among the first, and stay */
const STAYING = 50;

// in truth they are on other machines and take no processor from those who are measured
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.once('disconnect', () => {
  process.exit();
});

const here: { id: string; socket: Socket }[] = [];
for (let begun = 0; begun < Number(people); begun += AT_ONCE)
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => come(`guest-${String(begun + index)}`)));
const told = once(process, 'message');
process.send?.('here');
await told;

const begun = performance.now();
let asked = 0;
let gone = 0;
for (;;) {
  const seconds = (performance.now() - begun) / 1_000;
  while (asked < seconds * Number(perSecond)) {
    asked += 1;
    // into a channel and out of it again: cheap for the server, so that it is the window that is measured
    here[asked % here.length]?.socket.emit(asked % 2 === 0 ? 'join_channel' : 'leave_channel', {
      channel_id: asked % 3 === 0 ? 'random' : 'help',
      limit: 0,
    });
  }
  while (gone < seconds * LEAVING_SHARE * Number(people)) {
    gone += 1;
    const [leaving] = here.splice(STAYING, 1);
    leaving?.socket.close();
    if (leaving) void comeBack(leaving.id);
  }
  await setTimeout(TICK_MS);
}

async function comeBack(id: string): Promise<void> {
  await setTimeout(AWAY_MS);
  await come(id);
}

async function come(id: string): Promise<void> {
  const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false });
  await new Promise<void>((resolve) => {
    socket.once('connected', () => {
      resolve();
    });
  });
  await socket.emitWithAck('join_user', {
    user: {
      id,
      username: `Guest ${id.slice(6)}`,
      avatar: null,
      status: 'online',
      createdAt: '2026-01-01T00:00:00Z',
    },
    calm: true,
    batch: true,
  });
  await socket.emitWithAck('join_channel', { channel_id: 'general', limit: 0 });
  here.push({ id, socket });
}
