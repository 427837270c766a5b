// Sockets that ask for much and read nothing, from one address.
import { test } from 'node:test';
import { assertBounded } from './attacked-server.ts';
import { connectRaw } from './raw-websocket.ts';

const SOCKETS = 40;

const page = (what: object): string =>
  `421${JSON.stringify(['join_channel', { channel_id: 'big', ...what }])}`;

for (const { attack, ask } of [
  { attack: 'lists of a long channel', ask: () => '42["join_channel",{"channel_id":"big"}]' },
  { attack: 'pages of a long channel', ask: () => page({ limit: 100 }) },
  { attack: 'pages of all lengths', ask: (index: number) => page({ limit: 20 + (index % 60) }) },
  { attack: 'what was missed', ask: (index: number) => page({ after_seq: 1_049 - (index % 30) }) },
])
  test(`${attack} on forty sockets that read nothing: the others talk on, and memory stays bounded`, async (t) => {
    await assertBounded(t, async (server) => {
      for (let index = 0; index < SOCKETS; index += 1) {
        const raw = await connectRaw(server.port, '127.0.0.66');
        t.after(() => {
          raw.socket.destroy();
        });
        raw.socket.removeAllListeners('data').pause();
        raw.send(
          `42["join_user",{"user":{"id":"idler-${String(index)}","username":"Idler ${String(index)}"}}]`,
        );
        for (let asked = 0; asked < 20; asked += 1) raw.send(ask(index * 20 + asked));
      }
    });
  });
