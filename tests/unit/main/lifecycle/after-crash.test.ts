// After a crash the room is open again if it was, also where a usual start leaves it closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentsAfterCrash, opensRoom } from '../../../../main/lifecycle/after-crash.ts';

const argv = ['/opt/lanline', '/app', '--hidden', '--port', '5001'];

test('a room that was open opens again; else the setting decides', () => {
  assert.equal(opensRoom(['/opt/lanline', ...argumentsAfterCrash(argv, true)], false), true);
  assert.equal(opensRoom(['/opt/lanline', ...argumentsAfterCrash(argv, false)], false), false);
  assert.equal(opensRoom(argv, true), true);
});

test('all other arguments stay, however often it crashes', () => {
  let now = argv;
  for (const isOpen of [true, false, true, true]) now = ['/opt/lanline', ...argumentsAfterCrash(now, isOpen)];
  assert.deepEqual(now.slice(1, -1), argv.slice(1));
  assert.deepEqual(argumentsAfterCrash(now, false), argv.slice(1));
});
