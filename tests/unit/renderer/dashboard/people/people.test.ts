import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device, PersonHere } from '../../../../../main/ipc/contract.ts';
import { PeopleOrder } from '../../../../../renderer/dashboard/people/people-order.ts';
import {
  countPeople,
  delayOf,
  deviceText,
  idleMinutes,
  isAway,
  isFound,
  isHost,
} from '../../../../../renderer/dashboard/people/person-facts.ts';

const NOW = Date.parse('2026-03-03T09:41:00Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
const device = (more: Partial<Device> = {}): Device => ({
  address: '192.168.178.57',
  isHost: false,
  ...more,
});

function person(name: string, more: Partial<PersonHere> = {}): PersonHere {
  return {
    id: `id-${name}`,
    name,
    verified: false,
    status: 'online',
    since: minutesAgo(60),
    activeAt: minutesAgo(0),
    devices: [device()],
    ...more,
  };
}

const mapOf = (...people: PersonHere[]) => new Map(people.map((one) => [one.id, one]));
const namesOf = (people: readonly PersonHere[]) => people.map(({ name }) => name);

test('people stand by name as their language orders letters and figures', () => {
  const people = mapOf(...['Zoe', 'Örs', 'anna', 'Gast 10', 'Gast 9', 'Oda'].map((name) => person(name)));
  assert.deepEqual(namesOf(new PeopleOrder('de').update(people, false)), [
    'anna',
    'Gast 9',
    'Gast 10',
    'Oda',
    'Örs',
    'Zoe',
  ]);
});

test('who comes is put in between, who leaves is gone, who has another name moves', () => {
  const order = new PeopleOrder('en');
  order.update(mapOf(person('Ben'), person('Dora'), person('Tom')), false);
  const renamed = person('Ada', { id: 'id-Tom' });
  assert.deepEqual(namesOf(order.update(mapOf(person('Ben'), person('Carl'), renamed), false)), [
    'Ada',
    'Ben',
    'Carl',
  ]);
});

test('a thousand changes leave the same order as sorting at once', () => {
  const order = new PeopleOrder('en');
  const people = new Map<string, PersonHere>();
  for (let step = 0; step < 1000; step += 1) {
    const one = person(`Person ${String((step * 7919) % 500)}`);
    if (people.has(one.id)) people.delete(one.id);
    else people.set(one.id, one);
    order.update(people, false);
  }
  people.set('id-last', person('Last'));
  assert.deepEqual(
    namesOf(order.update(people, false)),
    namesOf(new PeopleOrder('en').update(people, false)),
  );
});

test('same names keep one order, whoever came first', () => {
  const [first, second] = [person('Tim', { id: 'a' }), person('Tim', { id: 'b' })];
  const order = new PeopleOrder('en');
  order.update(mapOf(second), false);
  assert.deepEqual(
    order.update(mapOf(second, first), false).map(({ id }) => id),
    ['a', 'b'],
  );
});

test('nobody moves while the order is held: leavers keep their place, newcomers wait, the rest is up to date', () => {
  const order = new PeopleOrder('en');
  order.update(mapOf(person('Ben'), person('Dora')), false);
  const typing = person('Dora', { typing: 'general' });
  const held = order.update(mapOf(typing, person('Ada')), true);
  assert.deepEqual(namesOf(held), ['Ben', 'Dora']);
  assert.equal(held[1], typing);
  assert.deepEqual(namesOf(order.update(mapOf(typing, person('Ada')), false)), ['Ada', 'Dora']);
});

test('holding nothing holds nobody back', () => {
  assert.deepEqual(namesOf(new PeopleOrder('en').update(mapOf(person('Ben')), true)), ['Ben']);
});

test('somebody is idle from five minutes on, and then away', () => {
  assert.equal(idleMinutes(person('A', { activeAt: minutesAgo(4.99) }), NOW), 0);
  assert.equal(idleMinutes(person('A', { activeAt: minutesAgo(5) }), NOW), 5);
  assert.equal(idleMinutes(person('A', { activeAt: minutesAgo(-3) }), NOW), 0);
  assert.equal(isAway(person('A'), NOW), false);
  assert.equal(isAway(person('A', { status: 'away' }), NOW), true);
  assert.equal(isAway(person('A', { activeAt: minutesAgo(6) }), NOW), true);
});

test('what is not known of a device is left out', () => {
  assert.equal(deviceText(device({ device: 'iPad', browser: 'Safari' }), 'Here'), 'iPad · Safari');
  assert.equal(deviceText(device({ browser: 'Safari' }), 'Here'), 'Safari');
  assert.equal(deviceText(device(), 'Here'), '');
  assert.equal(
    deviceText(device({ isHost: true, device: 'Windows', browser: 'Edge' }), 'Here'),
    'Here · Edge',
  );
  assert.equal(isHost(person('A', { devices: [device(), device({ isHost: true })] })), true);
});

test('the newest device tells the delay, slow from 200 ms', () => {
  const delay = (latencyMs: number) =>
    delayOf(person('A', { devices: [device({ latencyMs }), device({ latencyMs: 1 })] }));
  assert.equal(delayOf(person('A')), undefined);
  assert.equal(delayOf(person('A', { devices: [] })), undefined);
  assert.deepEqual(delay(0.4), { ms: 0, slow: false });
  assert.deepEqual(delay(199.4), { ms: 199, slow: false });
  assert.deepEqual(delay(200), { ms: 200, slow: true });
});

test('who is typing is not counted as away', () => {
  const people = [
    person('A'),
    person('B', { status: 'away' }),
    person('C', { typing: 'general', status: 'away' }),
  ];
  assert.deepEqual(countPeople(people, NOW), { here: 3, away: 1, typing: 1 });
});

test('each word of a search must be in the name, an address, a device or the channel', () => {
  const anna = person('Anna Öztürk', {
    devices: [device({ device: 'iPad', browser: 'Safari' }), device({ address: '10.0.0.9' })],
  });
  for (const search of ['', '  ', 'öztürk', '178.57', 'ipad safari', '10.0.0.9 anna', '#general'])
    assert.equal(isFound(anna, search, 'General'), true, search);
  for (const search of ['ben', 'anna firefox', '#other'])
    assert.equal(isFound(anna, search, 'General'), false, search);
});
