import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPlaces, type Places } from '../../../../../server/chat/access/places.ts';

const HOST = '127.0.0.1';
const isTrusted = (address: string): boolean => address === HOST;

/** How many come in from an address before there is no place, and why there is none. */
function fill(places: Places, address: string): [count: number, why: string | undefined] {
  for (let count = 0; count < 10_000; count += 1) {
    const why = places.whyNone(address);
    if (why !== undefined) return [count, why];
    places.take(`${address} ${String(count)}`, address);
  }
  return [10_000, undefined];
}

test('one address has 60 places or a tenth of the room, whichever is more, and is told so', () => {
  for (const [maxPeople, share] of [
    [100, 60],
    [1_000, 100],
    [1_001, 101],
  ] as const) {
    const places = createPlaces({ maxPeople, maxPeoplePerAddress: 60, isTrusted });
    const [count, why] = fill(places, '10.0.0.1');
    assert.equal(count, share);
    assert.match(why ?? '', new RegExp(`${String(share)} people from your address \\(10\\.0\\.0\\.1\\)`));
    assert.equal(
      fill(places, '10.0.0.2')[0],
      Math.min(share, maxPeople - share - Math.min(5, maxPeople / 20)),
    );
  }
});

test('of every 20 places one is kept for trusted addresses, and no more than five', () => {
  for (const [maxPeople, kept] of [
    [1, 0],
    [19, 0],
    [20, 1],
    [30, 1],
    [100, 5],
    [1_000, 5],
  ] as const) {
    const places = createPlaces({ maxPeople, maxPeoplePerAddress: 5_000, isTrusted });
    assert.equal(fill(places, '10.0.0.1')[0], maxPeople - kept);
    assert.deepEqual(fill(places, HOST), [kept, `The room is full (${String(maxPeople)} people)`]);
  }
});

test('who goes leaves their place, once, to whoever is next from there', () => {
  const places = createPlaces({ maxPeople: 100, maxPeoplePerAddress: 10, isTrusted });
  fill(places, '10.0.0.1');
  places.free('10.0.0.1 3');
  places.free('10.0.0.1 3');
  places.free('nobody');
  assert.equal(places.whyNone('10.0.0.1'), undefined);
  places.take('next', '10.0.0.1');
  assert.notEqual(places.whyNone('10.0.0.1'), undefined);
});
