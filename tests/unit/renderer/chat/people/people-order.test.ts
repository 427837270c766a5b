import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupPeople } from '../../../../../renderer/chat/people/people-order.ts';
import { byId, people } from '../some-state.ts';

test('oneself first, then by name as the language sorts, who is away below', () => {
  const [anna, ...others] = people('Zoe', 'Österreicher', 'Person 10', 'Person 2', 'otto', 'Ada');
  const all = [...(anna ? [anna] : []), ...others].map((person) =>
    person.name === 'Ada' ? { ...person, status: 'away' as const } : person,
  );
  const { here, away } = groupPeople(byId(all), 'id-Zoe', 'de');
  assert.deepEqual(
    here.map(({ name }) => name),
    ['Zoe', 'Österreicher', 'otto', 'Person 2', 'Person 10'],
  );
  assert.deepEqual(
    away.map(({ name }) => name),
    ['Ada'],
  );
});

test('who is busy is here; equal names keep their order', () => {
  const twins = ['b', 'a'].map((id) => ({ id, name: 'Max', status: 'busy' as const, verified: false }));
  assert.deepEqual(
    groupPeople(byId(twins), 'me', 'en').here.map(({ id }) => id),
    ['a', 'b'],
  );
});
