// What one change costs does not depend on how many are here.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPeopleReport } from '../../../../server/runtime/roster.ts';
import type { PeopleChange } from '../../../../server/runtime/server-events.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

test('of five hundred people only those are looked at of whom something was said', () => {
  const clock = createManualClock();
  const asked: string[] = [];
  const changes: PeopleChange[] = [];
  const ids = Array.from({ length: 500 }, (_, index) => `person ${String(index)}`);
  const { observer, list } = createPeopleReport({
    clock,
    person(id) {
      asked.push(id);
      return { user: { id, username: id }, since: clock.now(), sessions: new Set() };
    },
    deviceOf: () => undefined,
    onChange: (change) => {
      changes.push(change);
    },
  });
  for (const id of ids) observer.changed(id);
  clock.advance(250);
  assert.deepEqual(
    changes.map(({ changed, gone }) => [changed.length, gone.length]),
    [[500, 0]],
  );
  assert.equal(list().length, 500);

  asked.length = 0;
  for (let turn = 0; turn < 1_000; turn += 1) {
    observer.entered('person 7', 'general');
    observer.left('person 7', 'general');
    observer.entered('person 7', 'random');
  }
  observer.gone('person 9');
  observer.left('person 9', 'general');
  observer.active('nobody');
  clock.advance(1_000);
  assert.deepEqual(asked.toSorted(), ['person 7', 'person 9']);
  assert.deepEqual(
    changes.slice(1).map(({ changed, gone }) => [changed.map(({ id, channel }) => [id, channel]), gone]),
    [[[['person 7', 'random']], ['person 9']]],
  );
});
