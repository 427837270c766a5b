// Attacks by number: many people, channels or connections, and what everybody else is told about them.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { closedWithin, PATIENCE_MS, type Attack, type Attacker } from '../attack.ts';

/** One address may have a tenth of a room for 1,000. */
const SHARE = 100;
/** Channels that one address may make at once, and in an hour */
const CHANNELS = 20;
const KB = 1024;
/** Bytes that everybody is sent about a person, and of the event around it */
const SHOWN = KB + 100;

/** Whether it was acknowledged and done. */
async function isDone(client: Socket, event: string, payload: object): Promise<boolean> {
  const answer = (await client
    .timeout(PATIENCE_MS)
    .emitWithAck(event, payload)
    .catch(() => undefined)) as { ok: boolean } | undefined;
  return answer?.ok === true;
}

const newcomer = (more: object = {}) => {
  const id = randomUUID();
  return { user: { id, username: `Guest ${id.slice(0, 8)}`, ...more } };
};

async function fill(attacker: Attacker, more: object, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const client = await attacker.connectClient();
    const isIn = client && (await isDone(client, 'join_user', newcomer(more)));
    attacker.count(isIn ? 'joined' : 'refused');
  }
}

export const COMING_IN: readonly Attack[] = [
  {
    id: 'people',
    name: 'one address fills the room',
    rounds: 3,
    round: (attacker) => fill(attacker, {}, 40),
    // those whose connection made room for another's have a few seconds left
    wrong: (counted) =>
      counted.of('joined') === 0 || (counted.rounds < 5 && counted.of('joined') > SHARE)
        ? `${String(counted.of('joined'))} people came in`
        : undefined,
  },
  {
    id: 'large-people',
    name: 'people with 4 kB of description each',
    rounds: 1,
    round: (attacker) => fill(attacker, { avatar: 'x'.repeat(3 * KB), bio: 'y'.repeat(700) }, 30),
    wrong(counted, heard) {
      const most = heard.largest('user_connected');
      if (counted.of('joined') === 0 || most === 0) return 'nobody came in';
      return most > SHOWN ? `somebody is ${String(most)} bytes` : undefined;
    },
  },
  {
    id: 'channels',
    name: 'one address makes channels',
    rounds: 1,
    async round(attacker, round) {
      // each person may make five
      for (let maker = 0; maker < 6; maker += 1) {
        const client = await attacker.connectClient();
        if (!client || !(await isDone(client, 'join_user', newcomer()))) continue;
        for (let index = 0; index < 6; index += 1) {
          const channel_id = `made-${String(round)}-${String(maker)}-${String(index)}`;
          const isMade = await isDone(client, 'send_message', { channel_id, message: { content: 'x' } });
          attacker.count(isMade ? 'made' : 'refused');
        }
      }
    },
    wrong(counted, heard) {
      const made = counted.of('made');
      if (made === 0 || made > CHANNELS + 1) return `${String(made)} channels were made`;
      const times = heard.times('channels_changed');
      // once a second at most, at the beginning and at the end
      return times > counted.seconds + 2
        ? `channels_changed came ${String(times)} times in ${counted.seconds.toFixed(1)} s`
        : undefined;
    },
  },
  {
    id: 'handshakes',
    name: 'sessions that are begun and never used',
    rounds: 1,
    async round(attacker) {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const socket = await attacker.connect();
          socket.resume();
          socket.write(
            'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
          );
          await closedWithin(socket, 2_000);
          attacker.count('handshakes');
        }),
      );
    },
  },
  {
    id: 'slow-sockets',
    name: 'connections that never finish their request',
    rounds: 1,
    async round(attacker) {
      for (let index = 0; index < 200; index += 1) {
        const socket = await attacker.connect();
        socket.write('GET / HTTP/1.1\r\nHost: localh');
        attacker.count('connections');
      }
    },
  },
  {
    id: 'handles',
    name: 'all of 256 file handles',
    handles: 256,
    rounds: 1,
    async round(attacker) {
      for (let index = 0; index < 200; index += 1) {
        (await attacker.connect()).write('GET / HTTP/1.1\r\nHost: localh');
        attacker.count('connections');
      }
    },
  },
];
