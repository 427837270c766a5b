// What of the log reaches a window: numbered, gathered, bounded, and caught up with after it was hidden.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberedLine } from '../../../../main/ipc/contract.ts';
import { LogBuffer } from '../../../../main/server/log-buffer.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

function open(capacity?: number) {
  const clock = createManualClock();
  const batches: NumberedLine[][] = [];
  const buffer = new LogBuffer({
    clock,
    send: (lines) => {
      batches.push(lines);
    },
    ...(capacity !== undefined && { capacity }),
  });
  const add = (...texts: string[]) => {
    for (const msg of texts) buffer.add({ level: 'info', time: '', msg });
  };
  return { clock, batches, buffer, add };
}
const told = (lines: NumberedLine[] | undefined) => lines?.map(({ n, line }) => `${String(n)} ${line.msg}`);

test('lines go out at most ten times a second, in order', () => {
  const { clock, batches, buffer, add } = open();
  buffer.setShown(true);
  add('a', 'b');
  clock.advance(99);
  add('c');
  assert.equal(batches.length, 0);
  clock.advance(1);
  assert.deepEqual(batches.map(told), [['1 a', '2 b', '3 c']]);
  clock.advance(10_000);
  assert.equal(batches.length, 1, 'nothing new, nothing sent');
  for (let n = 0; n < 1000; n += 1) {
    add('x');
    clock.advance(1);
  }
  assert.equal(batches.length, 11);
});

test('a hidden window gets nothing, and what it missed when it is shown again', () => {
  const { clock, batches, buffer, add } = open();
  buffer.setShown(true);
  add('a');
  buffer.setShown(false);
  clock.advance(10_000);
  add('b');
  clock.advance(10_000);
  assert.deepEqual(batches, []);
  buffer.setShown(true);
  clock.advance(100);
  assert.deepEqual(batches.map(told), [['1 a', '2 b']]);
});

test('only the newest are kept, and their numbers tell how many are missing', () => {
  const { clock, batches, buffer, add } = open(3);
  add('a', 'b', 'c', 'd', 'e');
  assert.deepEqual(told(buffer.takeAll()), ['3 c', '4 d', '5 e']);
  buffer.setShown(true);
  add('f', 'g', 'h', 'i');
  clock.advance(100);
  assert.deepEqual(batches.map(told), [['7 g', '8 h', '9 i']]);
});

test('what a window took is not sent to it again', () => {
  const { clock, batches, buffer, add } = open();
  buffer.setShown(true);
  add('a');
  assert.deepEqual(told(buffer.takeAll()), ['1 a']);
  clock.advance(100);
  assert.deepEqual(batches, []);
  add('b');
  clock.advance(100);
  assert.deepEqual(batches.map(told), [['2 b']]);
});
