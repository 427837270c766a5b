// Whatever comes as an event, on either transport: the process lives, every acknowledged call is answered,
// and never by a fault of ours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { isBlank } from '../../../protocol/blank.ts';
import { ERRORS } from '../../../protocol/errors.ts';
import { clientEvents, type ClientEvent } from '../../../protocol/events.ts';
import {
  connect,
  enter,
  person,
  TRANSPORTS,
  type TestClient,
  type Transport,
} from '../../support/helpers/test-client.ts';
import { openTarget, runs, TIMES, type HostileTarget } from './open-target.ts';
import { argumentsWith, payloadOf, text, unknownEvent } from './payloads.ts';

const RUNS = runs(250, 20_000);
const EVENTS = Object.keys(clientEvents) as ClientEvent[];

let target: HostileTarget;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

type Key = `${Transport} ${'joined' | 'stranger'}`;

async function holds(
  calls: fc.Arbitrary<{ event: string; args: readonly unknown[] }>,
  numRuns: number,
): Promise<void> {
  const clients = new Map<Key, TestClient>();
  const clientOf = async (transport: Transport, joined: boolean): Promise<TestClient> => {
    const key: Key = `${transport} ${joined ? 'joined' : 'stranger'}`;
    let client = clients.get(key);
    // anew only while fast-check looks for the smallest call that failed
    if (!client?.socket.connected)
      client = await (joined
        ? enter(target.url, person('Mallory'), { transport })
        : connect(target.url, { transport }));
    clients.set(key, client);
    return client;
  };
  const call = fc.record({
    call: calls,
    joined: fc.boolean(),
    isNewStyle: fc.boolean(),
    transport: fc.constantFrom(...TRANSPORTS, 'websocket', 'websocket'),
  });
  try {
    await fc.assert(
      fc.asyncProperty(call, async ({ call: { event, args }, joined, isNewStyle, transport }) => {
        const client = await clientOf(transport, joined);
        const { socket } = client;
        if (isNewStyle) checkAnswer(await socket.timeout(10_000).emitWithAck(event, ...args));
        else {
          socket.emit(event, ...args);
          await client.settled();
        }
        assert.ok(socket.connected, 'the connection was cut');
        target.check();
      }),
      { numRuns },
    );
  } finally {
    for (const client of clients.values()) client.close();
  }
}

function checkAnswer(answer: unknown): void {
  assert.ok(
    typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean',
    JSON.stringify(answer),
  );
  if (answer.ok) return;
  const { code, message } = (answer as { error?: { code?: unknown; message?: unknown } }).error ?? {};
  assert.ok(
    typeof code === 'string' &&
      Object.hasOwn(ERRORS, code) &&
      code !== 'internal' &&
      typeof message === 'string',
    JSON.stringify(answer),
  );
}

for (const event of EVENTS) {
  test(`${event} with anything`, TIMES, async () => {
    await holds(
      argumentsWith(payloadOf(event)).map((args) => ({ event, args })),
      RUNS,
    );
    await target.stillServes();
  });
}

test('events that there are not', TIMES, async () => {
  await holds(fc.record({ event: unknownEvent, args: argumentsWith(payloadOf('send_message')) }), RUNS);
  await target.stillServes();
});

test('events of all kinds together, without waiting for each', TIMES, async () => {
  const call = fc
    .constantFrom(...EVENTS)
    .chain((event) => fc.record({ event: fc.constant(event), args: argumentsWith(payloadOf(event)) }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 5, maxLength: 40 }),
      fc.constantFrom(...TRANSPORTS),
      async (calls, transport) => {
        const client = await connect(target.url, { transport });
        const answers = await Promise.all(
          calls.map(
            ({ event, args }) =>
              client.socket.timeout(20_000).emitWithAck(event, ...args) as Promise<unknown>,
          ),
        );
        for (const answer of answers) checkAnswer(answer);
        client.close();
        target.check();
      },
    ),
    { numRuns: Math.ceil(RUNS / 20) },
  );
  await target.stillServes();
});

test('what is stored is what was sent, from memory, from the index and after a restart', TIMES, async (t) => {
  const room = await openTarget();
  t.after(() => room.close());
  const guest = await enter(room.url, person('Anna'));
  const content = fc
    .oneof(text, fc.string({ unit: 'grapheme', maxLength: 50 }))
    .filter((each) => !isBlank(each) && each.length <= 8_000);
  const contents = fc.sample(content, { numRuns: runs(100, 1_000) });
  const sent = await Promise.all(contents.map((each) => guest.say('help', each)));
  assert.deepEqual(
    sent.map((message) => message.content),
    contents,
  );
  const last = await guest.say('help', 'the last one');
  const fetched = async (query: string): Promise<unknown> =>
    (await fetch(`${room.url}/api/channels/help/messages?${query}`)).json();
  const newest = sent.slice(-100);
  const expected = JSON.parse(JSON.stringify(newest)) as unknown;
  assert.deepEqual(await fetched(`before=${last.id}&limit=100`), expected);
  guest.close();
  await room.restart();
  assert.deepEqual(await fetched(`before=${last.id}&limit=100`), expected);
  assert.deepEqual(await fetched('limit=101'), [
    ...(expected as unknown[]),
    JSON.parse(JSON.stringify(last)),
  ]);
});
