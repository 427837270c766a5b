// Sending more than anybody should: events, and files.
import { randomBytes, randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { closedWithin, type Attack } from '../attack.ts';

const FLOOD = 20_000;
const MB = 1024 ** 2;

const EVENTS: readonly string[] = [
  '421["send_message",{"channel_id":"general","message":{"content":"flood"}}]',
  '42["send_message",{"channel_id":"general","message":{"content":"flood"}}]',
  '42["join_channel",{"channel_id":"general"}]',
  '42["typing_start",{"channel_id":"general"}]',
  '42["nothing",null]',
  '3',
  '40/nowhere,',
];

const upload = (bytes: Buffer): Buffer => {
  const head =
    '--xx\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n';
  const length = head.length + bytes.length + '\r\n--xx--\r\n'.length;
  return Buffer.concat([
    Buffer.from(
      `POST /api/upload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=xx\r\nContent-Length: ${String(length)}\r\n\r\n${head}`,
    ),
    bytes,
    Buffer.from('\r\n--xx--\r\n'),
  ]);
};

export const SENDING: readonly Attack[] = [
  {
    id: 'flood',
    name: 'a flood that comes back after each cut, as somebody else',
    rounds: 3,
    async round(attacker, round) {
      const raw = await attacker.connectSocket();
      if (!raw) {
        attacker.count('refused');
        return;
      }
      raw.socket.resume();
      const id = randomUUID();
      raw.send(`42["join_user",{"user":{"id":"${id}","username":"F ${id}"}}]`);
      const payload = EVENTS[round % EVENTS.length] ?? '';
      for (let sent = 0; sent < FLOOD && !raw.socket.destroyed; sent += 100) {
        for (let each = 0; each < 100; each += 1) raw.send(payload);
        await setImmediate();
      }
      await closedWithin(raw.socket, 2_000);
      attacker.count(raw.socket.destroyed ? 'cut' : 'not cut');
      raw.socket.destroy();
    },
    wrong: (counted) =>
      counted.of('not cut') > 0 || counted.of('cut') === 0
        ? `${String(counted.of('not cut'))} floods were not cut, ${String(counted.of('cut'))} were`
        : undefined,
  },
  {
    id: 'profiles',
    name: 'changes of one person, which go to everybody',
    rounds: 1,
    async round(attacker) {
      const raw = await attacker.connectSocket();
      if (!raw) return;
      raw.socket.resume();
      const id = randomUUID();
      for (let change = 0; change < 500; change += 1)
        raw.send(`421["join_user",{"user":{"id":"${id}","username":"P ${String(change)} ${id}"}}]`);
      await closedWithin(raw.socket, 500);
      attacker.count('changes', 500);
    },
    wrong: (counted, heard) => {
      // what a person may change: 30 at once, 5 a second; an address 50 times as much, and is cut before that
      const most = counted.rounds * 40 + 5 * counted.seconds;
      const times = heard.times('user_updated');
      return times > most ? `user_updated came ${String(times)} times` : undefined;
    },
  },
  {
    id: 'uploads',
    name: 'fourteen uploads at once, again and again',
    // less than they bring together
    settings: { quotaPerPerson: 25 * MB, maxUpload: 4 * MB },
    rounds: 1,
    async round(attacker) {
      await Promise.all(
        Array.from({ length: 14 }, async () => {
          const socket = await attacker.connect();
          let answer = '';
          socket.on('data', (chunk: Buffer) => {
            answer += chunk.toString('latin1');
          });
          socket.write(upload(randomBytes(3 * MB)));
          await closedWithin(socket, 20_000);
          attacker.count(answer.startsWith('HTTP/1.1 200') ? 'stored' : 'refused');
        }),
      );
    },
    wrong: (counted) =>
      counted.of('stored') === 0 || counted.of('stored') > 8
        ? `${String(counted.of('stored'))} files of 3 MB were stored where 25 MB are allowed`
        : undefined,
  },
  {
    id: 'slow-uploads',
    name: 'uploads of a byte now and then',
    rounds: 1,
    async round(attacker) {
      const [whole] = [upload(Buffer.alloc(MB))];
      const sockets = await Promise.all(Array.from({ length: 50 }, () => attacker.connect()));
      for (const [index, socket] of sockets.entries()) {
        socket.write(whole.subarray(0, 400 + index));
        attacker.count('uploads');
      }
    },
  },
];
