import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Limiter } from '../../../../server/chat/ports/limiter.ts';
import { createLimiter } from '../../../../server/runtime/limiter.ts';
import { createEventBudget, MEMBER, STRANGER } from '../../../../server/sockets/connections/event-budget.ts';
import { createManualClock, type ManualClock } from '../../../support/helpers/manual-clock.ts';

let clock: ManualClock;
let limiter: Limiter;
let refused: string[];

beforeEach(() => {
  clock = createManualClock();
  refused = [];
  limiter = createLimiter({
    monotonic: () => clock.monotonic(),
    isTrusted: (address) => address === '127.0.0.1',
    bytes: { burst: 1_000, perSecond: 100 },
    onRefused: (kind, { address }, wait) => {
      refused.push(`${kind} ${address} ${String(Math.ceil(wait))}`);
    },
  });
});

/** How many are let through before the first refusal. */
function letThrough(consume: () => number): number {
  let count = 0;
  while (count < 100_000 && consume() === 0) count += 1;
  return count;
}

const consume = (): number => limiter.consume('send', { person: 'anna', address: '10.0.0.1' });

test('a person sends 30 at once, then 5 a second, and is told how long to wait', () => {
  assert.equal(letThrough(consume), 30);
  const wait = consume();
  assert.equal(wait, 200);
  assert.deepEqual(refused, ['send 10.0.0.1 200', 'send 10.0.0.1 200']);
  clock.advance(wait);
  assert.equal(letThrough(consume), 1);
  clock.advance(2_000);
  assert.equal(letThrough(consume), 10);
  clock.advance(3_600_000);
  assert.equal(letThrough(consume), 30);
});

test("an address has what 50 people have, and one person does not use up another's", () => {
  let person = 0;
  const someoneElse = (): number => {
    person += 1;
    return limiter.consume('upload', { person: `p${String(person)}`, address: '10.0.0.1' });
  };
  assert.equal(letThrough(someoneElse), 500);
  assert.equal(limiter.consume('upload', { person: 'other', address: '10.0.0.2' }), 0);
});

test('a refusal takes nothing from the other bucket', () => {
  assert.equal(
    letThrough(() => limiter.consume('send', { person: 'anna', address: '10.0.0.1' })),
    30,
  );
  for (let index = 0; index < 5_000; index += 1)
    limiter.consume('send', { person: 'anna', address: '10.0.0.1' });
  assert.equal(limiter.consume('send', { person: 'ben', address: '10.0.0.1' }), 0);
});

test('loopback has no limit as an address, but people have theirs', () => {
  assert.equal(
    letThrough(() => limiter.consume('page', { address: '127.0.0.1' })),
    100_000,
  );
  assert.equal(
    letThrough(() => limiter.consume('page', { person: 'anna', address: '127.0.0.1' })),
    200,
  );
});

test('a socket may send a thousand events at once and a thousand a second', () => {
  const admit = createEventBudget(
    () => clock.monotonic(),
    () => MEMBER,
  );
  assert.equal(letThrough(admit), 1_000);
  clock.advance(500);
  assert.equal(letThrough(admit), 500);
});

test('making channels: 5 an hour a person, 20 an hour an address', () => {
  const make = (person: string, address = '10.0.0.1') =>
    letThrough(() => limiter.consume('channel', { person, address }));
  assert.deepEqual(
    ['anna', 'ben', 'cem', 'dora', 'eve'].map((name) => make(name)),
    [5, 5, 5, 5, 0],
  );
  assert.equal(make('eve', '10.0.0.2'), 5);
  assert.equal(limiter.consume('channel', { person: 'anna', address: '10.0.0.3' }), 3_600_000 / 5);
  clock.advance(3_600_000);
  assert.equal(make('anna'), 5);
});

test('who has not joined may send few events, and more as soon as they have', () => {
  let rate = STRANGER;
  const admit = createEventBudget(
    () => clock.monotonic(),
    () => rate,
  );
  assert.equal(letThrough(admit), STRANGER.events);
  clock.advance(500);
  assert.equal(letThrough(admit), STRANGER.events / 2);
  rate = MEMBER;
  assert.equal(letThrough(admit), MEMBER.events - STRANGER.events);
});

test('an address that was given more bytes than it may have waits for pages alone, and nobody else does', () => {
  const page = (person: string, address = '10.0.0.1'): number => limiter.consume('page', { person, address });
  limiter.spend('10.0.0.1', 1_000);
  assert.equal(page('anna'), 0, 'as much as it may have');
  limiter.spend('10.0.0.1', 500);
  limiter.spend('127.0.0.1', 1_000_000);
  assert.equal(page('anna'), 5_000);
  assert.equal(page('ben'), 5_000);
  assert.equal(page('anna', '10.0.0.2'), 0);
  assert.equal(page('anna', '127.0.0.1'), 0);
  assert.equal(limiter.consume('send', { person: 'anna', address: '10.0.0.1' }), 0);
  clock.advance(5_000);
  assert.equal(page('anna'), 0);
});
