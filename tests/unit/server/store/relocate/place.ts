// A room to be moved, and a move that must be refused.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { MoveError, MoveProblem } from '../../../../../server/index.ts';
import { copyRoom, makeRoomOnce, scratch } from './room.ts';

interface Place {
  base: string;
  from: string;
  to: string;
}

const pattern = makeRoomOnce();

/** A room at `from`, and nothing yet at `to`. */
export async function place(t: TestContext): Promise<Place> {
  const base = scratch(t);
  const from = join(base, 'old');
  copyRoom(await pattern, from);
  return { base, from, to: join(base, 'new') };
}

/** The error of a move that is refused for this reason. */
export const refused = async (moving: Promise<unknown>, problem: MoveProblem): Promise<MoveError> => {
  const error: MoveError = await moving.then(
    () => assert.fail('it was moved'),
    (reason: unknown) => reason as MoveError,
  );
  assert.equal(error.problem, problem, String(error));
  return error;
};
