// The old React client in its endless leave-and-join loop: it never shows a doubled or missing message, and
// it settles when nothing happens.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { countRequests } from '../../support/helpers/http-requests.ts';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import {
  openOldReactClient,
  type OldReactClient,
  type OldReactClientOptions,
} from '../../support/helpers/old-react-client.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enterAsOldClient, person, TRANSPORTS, type Transport } from '../../support/helpers/test-client.ts';

interface Writer {
  name: string;
  write(): Promise<void>;
}

/** Says `<name> 0`, `<name> 1`, … each as soon as the one before has come back. */
async function socketWriter(
  t: TestContext,
  room: RunningRoom,
  name: string,
  channel: string,
  count: number,
  transport: Transport,
): Promise<Writer> {
  const client = await enterAsOldClient(room.url, person(name), { transport });
  t.after(() => {
    client.close();
  });
  client.send('join_channel', { channel_id: channel });
  await client.next('channel_messages');
  return {
    name,
    async write() {
      for (let number = 0; number < count; number += 1) {
        const content = `${name} ${String(number)}`;
        client.send('send_message', { channel_id: channel, message: { content, type: 'text', file: null } });
        await client.next('new_message', ({ message }) => message.content === content);
      }
    },
  };
}

function postingWriter(room: RunningRoom, name: string, channel: string, count: number): Writer {
  const { id, username } = person(name);
  return {
    name,
    async write() {
      for (let number = 0; number < count; number += 1) {
        const answer = await fetch(`${room.url}/api/channels/${channel}/messages`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            message: { content: `${name} ${String(number)}`, type: 'text' },
            user: { id, username },
          }),
        });
        assert.equal(answer.status, 200);
      }
    },
  };
}

async function openPages(
  t: TestContext,
  count: number,
  options: Omit<OldReactClientOptions, 'user'>,
): Promise<OldReactClient[]> {
  const pages = Array.from({ length: count }, (_, number) =>
    openOldReactClient({ ...options, user: person(`Page${String(number)}`) }),
  );
  t.after(() => {
    for (const page of pages) page.close();
  });
  await Promise.all(pages.map((page) => page.answered(1)));
  return pages;
}

async function history(room: RunningRoom, channel: string): Promise<string[]> {
  const answer = await fetch(`${room.url}/api/channels/${channel}/messages`);
  return ((await answer.json()) as { content: string }[]).map(({ content }) => content);
}

/** Every page comes to show exactly what is stored, and was never wrong on the way. */
async function assertFaultless(
  room: RunningRoom,
  channel: string,
  pages: readonly OldReactClient[],
  count: number,
): Promise<void> {
  const stored = await history(room, channel);
  assert.equal(stored.length, count);
  await Promise.all(pages.map((page) => page.shows((shown) => shown.join('\n') === stored.join('\n'))));
  for (const page of pages) assert.deepEqual(page.faults, []);
}

let room: RunningRoom;
let unlimited: RunningRoom;
before(async () => {
  [room, unlimited] = await Promise.all([openRoom(), openRoom({ settings: { limits: false } })]);
});
after(() => Promise.all([room.close(), unlimited.close()]));

function suite(transport: Transport): void {
  for (const split of [false, true]) {
    test(`several of them while others write${split ? ', leave and join apart' : ''}`, async (t) => {
      const channel = randomUUID();
      const pages = await openPages(t, 3, { url: room.url, transport, channel, split });
      const writers = [
        await socketWriter(t, room, 'Anna', channel, 15, transport),
        await socketWriter(t, room, 'Berta', channel, 15, 'websocket'),
        postingWriter(room, 'Carl', channel, 15),
      ];
      await Promise.all(writers.map((writer) => writer.write()));
      await assertFaultless(room, channel, pages, 45);
    });
  }

  test('they write themselves, with a typing_start on every key', async (t) => {
    const channel = randomUUID();
    const pages = await openPages(t, 3, { url: room.url, transport, channel });
    await Promise.all(
      pages.map(async (page, index) => {
        for (let number = 0; number < 8; number += 1) {
          const text = `Page${String(index)} ${String(number)}`;
          page.type(text);
          await page.shows((shown) => shown.includes(text));
        }
      }),
    );
    await assertFaultless(room, channel, pages, 24);
  });

  test('a flood of messages, without limits', async (t) => {
    const channel = randomUUID();
    const pages = await openPages(t, 2, {
      url: unlimited.url,
      transport,
      channel,
      split: transport === 'polling',
    });
    const writers = await Promise.all(
      ['Anna', 'Berta', 'Carl'].map((name) => socketWriter(t, unlimited, name, channel, 100, 'websocket')),
    );
    await Promise.all(writers.map((writer) => writer.write()));
    await assertFaultless(unlimited, channel, pages, 300);
  });

  test('switching channels while both are written to', async (t) => {
    const channels = [randomUUID(), randomUUID()] as const;
    const [page] = await openPages(t, 1, { url: room.url, transport, channel: channels[0] });
    assert.ok(page);
    const writers = await Promise.all(
      channels.map((channel, index) =>
        socketWriter(t, room, `Anna${String(index)}`, channel, 20, 'websocket'),
      ),
    );
    const writing = Promise.all(writers.map((writer) => writer.write()));
    for (let turn = 1; turn <= 7; turn += 1) {
      page.open(channels[turn % 2] ?? channels[0]);
      await page.answered(1);
    }
    await writing;
    await assertFaultless(room, channels[1], [page], 20);
    page.open(channels[0]);
    await assertFaultless(room, channels[0], [page], 20);
  });

  test('the server is started anew while they are there', async (t) => {
    const own = await openRoom();
    t.after(() => own.close());
    const channel = randomUUID();
    const pages = await openPages(t, 2, { url: own.url, transport, channel });
    await postingWriter(own, 'Before', channel, 5).write();
    await assertFaultless(own, channel, pages, 5);
    await own.restart();
    // while they are still on their way back
    await postingWriter(own, 'After', channel, 5).write();
    await assertFaultless(own, channel, pages, 10);
    pages[0]?.type('Page0 0');
    await pages[0]?.shows((shown) => shown.includes('Page0 0'));
    await assertFaultless(own, channel, pages, 11);
  });

  test('nothing happens: each answer comes later than the one before, up to 30 s', async (t) => {
    const clock = createManualClock();
    const still = await openRoom({ clock });
    t.after(() => still.close());
    const page = openOldReactClient({ url: still.url, transport, user: person('Page'), channel: 'general' });
    t.after(() => {
      page.close();
    });
    const requests = countRequests(still.port);
    t.after(() => {
      requests.stop();
    });
    // the server has timers of its own; those that are more are the page's
    const others = new Map([1_000, 2_000, 4_000, 8_000, 16_000, 30_000].map((ms) => [ms, clock.waiting(ms)]));
    await page.answered(1);
    let answers = 1;
    for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]) {
      await clock.scheduled(wait, (others.get(wait) ?? 0) + 1);
      const { count } = requests;
      const { sent } = page.traffic;
      clock.advance(wait - 1);
      assert.equal(page.answers, answers);
      clock.advance(1);
      answers += 1;
      await page.answered(answers);
      assert.equal(page.answers, answers);
      // a poll that ends, the next one, and what it sends
      assert.ok(
        requests.count - count <= 3,
        `${String(requests.count - count)} requests in ${String(wait)} ms`,
      );
      assert.ok(page.traffic.sent - sent <= 2);
    }
    assert.deepEqual(page.faults, []);
  });
}

for (const transport of TRANSPORTS)
  describe(`the old React client on ${transport}`, () => {
    suite(transport);
  });

test('five of them on each transport, in real time: under one request a second each when nothing happens @full', async (t) => {
  const own = await openRoom();
  t.after(() => own.close());
  const pages = (
    await Promise.all(
      TRANSPORTS.map((transport) => openPages(t, 5, { url: own.url, transport, channel: 'general' })),
    )
  ).flat();
  // the answers after 1 and after 2 seconds are behind them
  await Promise.all(pages.map((page) => page.answered(3)));
  const requests = countRequests(own.port);
  t.after(() => {
    requests.stop();
  });
  const traffic = (): number =>
    pages.reduce((sum, page) => sum + page.traffic.sent + page.traffic.received, 0);
  const earlier = traffic();
  const seconds = 8;
  await sleep(seconds * 1_000);
  t.diagnostic(
    `in ${String(seconds)} s: ${String(requests.count)} requests of five polling pages, ${String(traffic() - earlier)} events of all ten`,
  );
  assert.ok(requests.count < 5 * seconds);
  assert.ok(traffic() - earlier < 10 * seconds);
  assert.ok(
    pages.every((page) => page.answers >= 3),
    'they are still in their loop',
  );
});
