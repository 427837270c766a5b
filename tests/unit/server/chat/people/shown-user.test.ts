import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { shownUser } from '../../../../../server/chat/people/shown-user.ts';

const described = (fields: object) => ({ ...fields, id: 'anna', username: 'as it came' });

test('what an old client sends comes back to everybody', () => {
  const fields = { avatar: null, status: 'online', createdAt: '2024-05-01T10:00:00.000Z', color: '#fff' };
  assert.deepEqual(shownUser(described(fields), 'Anna', false), { id: 'anna', username: 'Anna', ...fields });
  assert.deepEqual(shownUser(described({ verified: 'me' }), 'Anna', true), {
    id: 'anna',
    username: 'Anna',
    verified: true,
  });
});

test('of more than 1 kB the known fields come first, then others in their order as far as they fit', () => {
  const user = shownUser(
    described({
      large: 'x'.repeat(2_000),
      note: 'n'.repeat(300),
      more: 'm'.repeat(600),
      color: 'red',
      status: 'away',
      createdAt: 'c'.repeat(300),
    }),
    'Anna',
    false,
  );
  assert.deepEqual(Object.keys(user), ['id', 'username', 'status', 'createdAt', 'note', 'color']);
});

test('whatever comes, at most 1,024 bytes go out, with id and name, and nothing is made up', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue(), { maxKeys: 60 }), (fields) => {
      const user = shownUser(described(fields), 'Anna', true);
      assert.ok(Buffer.byteLength(JSON.stringify(user)) <= 1_024);
      assert.deepEqual([user.id, user.username, user.verified], ['anna', 'Anna', true]);
      for (const [name, value] of Object.entries(user))
        if (!['id', 'username', 'verified'].includes(name)) assert.deepEqual(value, fields[name]);
    }),
  );
});

test('a field called __proto__ is a field', () => {
  const fields = JSON.parse('{"__proto__":{"verified":true}}') as object;
  const user = shownUser({ ...described({}), ...Object.fromEntries(Object.entries(fields)) }, 'Anna', false);
  assert.deepEqual(
    [Object.keys(user), Object.getPrototypeOf(user)],
    [['id', 'username', '__proto__'], Object.prototype],
  );
});
