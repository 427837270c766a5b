// Sockets that ask for much and read nothing, from one address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { openAttacked, writeLongChannel } from './attacked-server.ts';
import { connectRaw } from './raw-websocket.ts';

const MB = 1024 ** 2;
/** More than before the attack, at any moment */
const MOST_MB = 150;
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
    const server = await openAttacked(t, (data) => {
      writeLongChannel(data, 'big', 32);
    });
    const guest = await enter(server.url, person('Guest'));
    t.after(() => {
      guest.close();
    });
    await guest.askOk('join_channel', { channel_id: 'general' });
    const before = await server.memory();
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
    for (let said = 0; said < 25; said += 1) await guest.say('general', `during ${String(said)}`);
    const { most } = await server.memory();
    assert.ok(server.isAlive());
    assert.ok(most - before.rss < MOST_MB * MB, `${String(Math.round((most - before.rss) / MB))} MB more`);
  });
