// Asking for more than one reads: histories over HTTP and over sockets.
import type { Socket } from 'node:net';
import { writeLongChannel } from '../attacked-server.ts';
import type { Attack } from '../attack.ts';

const CONNECTIONS = 40;
/** Lists of 4 MB that forty old pages wait for in a round */
const ANSWERS = 6;
const LIST = '/api/channels/big/messages';
/** Large channels, together more than the memory of open channels holds */
const MANY = 40;

/** 32 MB */
const long = (data: string): void => {
  writeLongChannel(data, 'big', 32);
};
/** 3 MB each */
const many = (data: string): void => {
  for (let index = 0; index < MANY; index += 1) writeLongChannel(data, `big-${String(index)}`, 3);
};

const connections = (ask: (index: number) => string): string[] =>
  Array.from({ length: CONNECTIONS }, (_, index) => ask(index));
const request = (path: string, { method = 'GET', headers = '' } = {}): string =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;

/** What is asked on each of forty connections (or one), a round each. */
const UNREAD: readonly (readonly string[])[] = [
  [request(LIST).repeat(100)],
  connections(() => request(LIST)),
  // pages of all lengths: none is there already
  connections((index) => request(`${LIST}?limit=${String(index + 100)}`)),
  // far up
  connections((index) => request(`${LIST}?limit=200&before=m${String(index + 200)}`).repeat(5)),
];

const page = (what: object): string =>
  `421${JSON.stringify(['join_channel', { channel_id: 'big', ...what }])}`;

/** What each of forty sockets asks twenty times, a round each. */
const UNREAD_OF_SOCKETS: readonly ((index: number) => string)[] = [
  () => '42["join_channel",{"channel_id":"big"}]',
  () => page({ limit: 100 }),
  (index) => page({ limit: 20 + (index % 60) }),
  // what was missed
  (index) => page({ after_seq: 1_049 - (index % 30) }),
];

/** Asks, and reads the answer to its end; its head, or undefined where the server closed the connection. */
function answerOf(socket: Socket, text: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let head = '';
    let left: number | undefined;
    const done = (found?: string): void => {
      socket.off('data', hear).off('close', gone);
      resolve(found);
    };
    const gone = (): void => {
      done();
    };
    const hear = (chunk: Buffer): void => {
      let body = chunk.length;
      if (left === undefined) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        body = head.length - end - 4;
        head = head.slice(0, end + 2);
        left = text.startsWith('HEAD') ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
      }
      left -= body;
      if (left <= 0) done(head);
    };
    socket.on('data', hear).once('close', gone);
    if (socket.destroyed) done();
    else socket.write(text);
  });
}

/** Asked on four connections at once, ten times each and reading all of it, a round each. */
const CHEAP: readonly ((etag: string) => string)[] = [
  () => request(LIST, { method: 'HEAD' }),
  (etag) => request(`${LIST}?limit=1`, { headers: `If-None-Match: ${etag}\r\n` }),
];

export const READING: readonly Attack[] = [
  {
    id: 'lists',
    name: 'lists and pages of a long channel, asked for on up to forty connections and never read',
    prepare: long,
    rounds: UNREAD.length,
    async round(attacker, round) {
      for (const each of UNREAD[round % UNREAD.length] ?? []) {
        const socket = await attacker.connect();
        socket.pause();
        socket.write(each);
        attacker.count('connections');
      }
    },
  },
  {
    id: 'sockets',
    name: 'lists, pages and what was missed, asked for on forty sockets and never read',
    prepare: long,
    rounds: UNREAD_OF_SOCKETS.length,
    async round(attacker, round) {
      for (let index = 0; index < CONNECTIONS; index += 1) {
        const raw = await attacker.connectSocket();
        if (!raw) continue;
        raw.socket.removeAllListeners('data').pause();
        const who = `idler-${String(round)}-${String(index)}`;
        raw.send(`42["join_user",{"user":{"id":"${who}","username":"${who}"}}]`);
        const ask = UNREAD_OF_SOCKETS[round % UNREAD_OF_SOCKETS.length];
        for (let asked = 0; asked < 20; asked += 1) raw.send(ask?.(index * 20 + asked) ?? '');
        attacker.count('sockets');
      }
    },
  },
  {
    id: 'unchanged',
    name: 'HEAD, and lists that have not changed, on four connections without a pause',
    prepare: long,
    rounds: CHEAP.length,
    async round(attacker, round) {
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          const socket = await attacker.connect();
          const first = await answerOf(socket, request(`${LIST}?limit=1`, { method: 'HEAD' }));
          const etag = /^etag: (.*)\r$/im.exec(first ?? '')?.[1] ?? '""';
          for (let asked = 0; asked < 10; asked += 1) {
            const answer = await answerOf(socket, CHEAP[round % CHEAP.length]?.(etag) ?? '');
            if (answer === undefined) break;
            attacker.count('answers');
          }
          socket.destroy();
        }),
      );
    },
    wrong: (counted) => (counted.of('answers') === 0 ? 'nothing was answered' : undefined),
  },
  {
    id: 'old-pages',
    name: 'forty old pages that ask for their list again and again',
    prepare: long,
    rounds: 1,
    async round(attacker) {
      // not all of them: what one address gets in a minute is bounded
      const enough = Promise.withResolvers<undefined>();
      let answered = 0;
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          const socket = await attacker.connect();
          const answer = await Promise.race([answerOf(socket, request(LIST)), enough.promise]);
          socket.destroy();
          if (answer === undefined) return;
          attacker.count('answers');
          answered += 1;
          if (answered === ANSWERS) enough.resolve(undefined);
        }),
      );
    },
    wrong: (counted) => (counted.of('answers') === 0 ? 'nothing was answered' : undefined),
  },
  {
    id: 'opening',
    name: 'forty large channels opened by somebody who has not joined',
    prepare: many,
    rounds: 1,
    async round(attacker) {
      const raw = await attacker.connectSocket();
      for (let index = 0; index < MANY; index += 1) {
        raw?.send(`42["join_channel",{"channel_id":"big-${String(index)}"}]`);
        const socket = await attacker.connect();
        socket.pause();
        socket.write(request(`/api/channels/big-${String(index)}/messages`));
        attacker.count('channels');
      }
    },
  },
];
