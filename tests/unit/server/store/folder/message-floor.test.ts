import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessageFloor } from '../../../../../server/store/folder/message-floor.ts';

const isFull = { code: 'storage_full' };

test('below the floor messages are refused, and taken again when there is space; the disk is not asked for each', async () => {
  let free = 100;
  let now = 0;
  let looks = 0;
  const told: number[] = [];
  const looked: (() => void)[] = [];
  const requireSpace = await createMessageFloor({
    freeBytes: () => {
      looks += 1;
      looked.shift()?.();
      return Promise.resolve(free);
    },
    floor: 50,
    onReached: (bytes) => {
      told.push(bytes);
    },
    monotonic: () => now,
  });
  const passes = async (ms: number): Promise<void> => {
    now += ms;
    // the next message makes it look at the disk
    const look = new Promise<void>((resolve) => looked.push(resolve));
    try {
      requireSpace();
    } catch {
      // as it was before
    }
    await look;
    await Promise.resolve();
  };
  for (let message = 0; message < 1_000; message += 1) requireSpace();
  assert.equal(looks, 1);
  free = 49;
  await passes(1_000);
  assert.throws(requireSpace, isFull);
  assert.throws(requireSpace, isFull);
  assert.equal(looks, 2);
  free = 50;
  await passes(1_000);
  requireSpace();
  assert.equal(looks, 3);
  assert.deepEqual(told, [49], 'once, however many are refused');
  free = 20;
  await passes(1_000);
  assert.throws(requireSpace, isFull);
  assert.deepEqual(told, [49, 20]);
});
