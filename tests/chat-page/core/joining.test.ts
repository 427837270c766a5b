// Coming in: first, again, under a taken name, as somebody whose secret does not fit, into another room at the same address.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom } from '../../helpers/running-room.ts';
import { openPage } from './client-fixture.ts';

test('a guest types a name and is in; the next time they are the same person without typing', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const first = openPage(t, room.url);
  const form = await first.until(({ stage, room: known }) => stage === 'join' && known !== null, 'the form');
  assert.deepEqual([form.room?.people, form.joinProblem], [0, null]);
  await first.joined('Anna');
  assert.deepEqual([first.now.me.name, first.now.me.verified, first.now.current], ['Anna', true, 'general']);
  assert.equal(first.now.people.get(first.now.me.id)?.name, 'Anna');
  first.close();

  const again = openPage(t, room.url, { storage: first.storage });
  await again.until(({ stage }) => stage === 'room', 'in the room');
  assert.equal(again.now.me.id, first.now.me.id);
});

test('a taken name comes with a free one, and the form stays until one is taken', async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  await openPage(t, room.url).joined('Anna');
  const other = openPage(t, room.url);
  other.join('Anna');
  const { joinProblem, connection } = await other.until(({ joinProblem: problem }) => problem !== null, 'the refusal');
  assert.deepEqual(joinProblem, { code: 'name_taken', suggestion: 'Anna 2' });
  assert.deepEqual([connection.phase, connection.reason], ['refused', 'not_admitted']);
  await other.joined('Anna 2');
});
