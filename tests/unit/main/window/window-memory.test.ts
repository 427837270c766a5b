// What the window remembers: kept where that can be done, and never a reason for an error.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWindowMemory, type KeptStore } from '../../../../main/window/window-memory.ts';

const place = { x: 1, y: 2, width: 960, height: 640, isMaximized: false };

const broken = () => {
  throw new Error('EISDIR');
};

function open(createStore: () => KeptStore) {
  const notes: string[] = [];
  return {
    notes,
    memory: createWindowMemory({
      createStore,
      note: (_level, message) => {
        notes.push(message);
      },
    }),
  };
}

test('place and first close are there in the next run', () => {
  const kept = new Map<string, unknown>();
  const createStore = () =>
    ({
      get: (key: string) => kept.get(key),
      set: (key: string, value: unknown) => {
        kept.set(key, value);
      },
    }) as KeptStore;
  const { memory } = open(createStore);
  assert.deepEqual([memory.place.read(), memory.firstClose.wasSaid()], [undefined, false]);
  memory.place.write(place);
  memory.firstClose.setSaid();
  const { memory: next, notes } = open(createStore);
  assert.deepEqual([next.place.read(), next.firstClose.wasSaid()], [place, true]);
  assert.deepEqual(notes, []);
});

test('a full disk is noted, and what was said is not said again in this run', () => {
  const { memory, notes } = open(() => ({
    get: () => undefined,
    set: () => {
      throw new Error('ENOSPC');
    },
  }));
  memory.place.write(place);
  memory.firstClose.setSaid();
  assert.equal(memory.firstClose.wasSaid(), true);
  assert.deepEqual(notes, [
    'What the window remembers could not be kept',
    'What the window remembers could not be kept',
  ]);
});

test('a file that cannot be read is nothing that was kept', () => {
  for (const createStore of [broken, () => ({ get: broken, set: broken })]) {
    const { memory, notes } = open(createStore);
    assert.deepEqual([memory.place.read(), memory.firstClose.wasSaid()], [undefined, false]);
    memory.place.write(place);
    assert.ok(notes.length > 0);
  }
});
