import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PresenceChange } from '../../../../server/chat/ports/broadcaster.ts';
import { summarise } from '../../../../server/sockets/broadcaster.ts';
import { createBatcher } from '../../../../server/sockets/batcher.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

test('the first goes out at once, what follows together, each key by itself, in order', () => {
  const clock = createManualClock();
  const sent: [string, number[]][] = [];
  const batcher = createBatcher<number>(clock, 50, (key, items) => {
    sent.push([key, items]);
  });
  batcher.add('a', [1]);
  batcher.add('a', [2, 3]);
  batcher.add('b', [4]);
  batcher.add('a', [5]);
  assert.deepEqual(sent, [
    ['a', [1]],
    ['b', [4]],
  ]);
  clock.advance(50);
  assert.deepEqual(sent.slice(2), [['a', [2, 3, 5]]]);
  batcher.add('a', [6]); // still within the time after the last sending
  assert.equal(sent.length, 3);
  batcher.flush('a');
  assert.deepEqual(sent.slice(3), [['a', [6]]]);
  clock.advance(200);
  batcher.add('a', [7]); // quiet again
  assert.deepEqual(sent.at(-1), ['a', [7]]);
  batcher.add('a', [8]);
  batcher.close();
  clock.advance(200);
  assert.deepEqual(sent.at(-1), ['a', [7]]);
});

const change = (kind: PresenceChange['kind'], id: string, username = id) => ({
  kind,
  user: { id, username },
});

test('presence is told as what came of it', () => {
  assert.deepEqual(
    summarise([
      change('joined', 'a'),
      change('left', 'a'),
      change('joined', 'b'),
      change('changed', 'b', 'B'),
      change('left', 'c'),
      change('joined', 'c', 'C'),
      change('changed', 'd'),
    ]),
    {
      joined: [{ id: 'b', username: 'B' }],
      left: [],
      changed: [
        { id: 'c', username: 'C' },
        { id: 'd', username: 'd' },
      ],
    },
  );
  assert.deepEqual(summarise([change('changed', 'a'), change('left', 'a')]), {
    joined: [],
    left: ['a'],
    changed: [],
  });
});
