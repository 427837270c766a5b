// Where the window opens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseBounds } from '../../../../main/window/window-bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const left = { x: -1280, y: 100, width: 1280, height: 1024 };
const usual = { minWidth: 720, minHeight: 480, width: 960, height: 640 };

test('the first time, and after nonsense: the usual size, where the system likes', () => {
  for (const kept of [
    undefined,
    null,
    'x',
    {},
    { x: 0, y: 0, width: -5, height: 5 },
    { x: Number.NaN, y: 0, width: 900, height: 600 },
    { x: 1e9, y: 0, width: 900, height: 600 },
  ]) {
    assert.deepEqual(chooseBounds(kept, [screen]), { bounds: usual, isMaximized: false });
  }
});

test('where it was, as large as it was, on any display', () => {
  const place = { x: -1000, y: 200, width: 1000, height: 700, isMaximized: true };
  assert.deepEqual(chooseBounds(place, [screen, left]), {
    bounds: { ...usual, x: -1000, y: 200, width: 1000, height: 700 },
    isMaximized: true,
  });
});

test('on a display that is gone, or with its title out of reach: only its size', () => {
  for (const [x, y] of [
    [-1000, 200],
    [1900, 500],
    [500, -10],
    [500, 1075],
    [5000, 5000],
  ] as const) {
    assert.deepEqual(
      chooseBounds({ x, y, width: 1000, height: 700 }, [screen]).bounds,
      { ...usual, width: 1000, height: 700 },
      `${String(x)}, ${String(y)}`,
    );
  }
});

test('never smaller than it can be used', () => {
  assert.deepEqual(chooseBounds({ x: 10, y: 10, width: 20, height: 20 }, [screen]).bounds, {
    minWidth: 720,
    minHeight: 480,
    width: 720,
    height: 480,
    x: 10,
    y: 10,
  });
});
