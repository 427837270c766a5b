// Who gets which name, verified or not, over all names of the tables.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createIdentity, type Identity } from '../../../../../server/chat/access/identity.ts';
import { createDirectory } from '../../../../../server/chat/people/directory.ts';
import type { PeopleStore, PersonRecord } from '../../../../../server/chat/ports/people-store.ts';
import { ChatError } from '../../../../../protocol/errors.ts';
import { createManualClock, type ManualClock } from '../../../../support/helpers/manual-clock.ts';
import { HONEST, LOOK_ALIKES } from '../people/names.table.ts';

interface Room {
  identity: Identity;
  clock: ManualClock;
  /** Ids of those who are in it */
  here: Set<string>;
  /** How often it was looked up who holds a name */
  lookUps: number;
}

function openRoom(): Room {
  const records = new Map<string, PersonRecord>();
  const people: PeopleStore = {
    all: () => records.values(),
    person: (id) => records.get(id),
    async keep(record) {
      records.set(record.id, record);
    },
  };
  const directory = createDirectory(people);
  const clock = createManualClock();
  const here = new Set<string>();
  const room: Room = {
    lookUps: 0,
    clock,
    here,
    identity: createIdentity({
      directory: {
        ...directory,
        holderOf(...asked) {
          room.lookUps += 1;
          return directory.holderOf(...asked);
        },
      },
      clock,
      isHere: (id) => here.has(id),
      onError: (error) => {
        throw error;
      },
    }),
  };
  return room;
}

const claim = async (room: Room, username: string, strict = true): ReturnType<Identity['claim']> =>
  room.identity.claim({ id: randomUUID(), username, token: randomUUID(), strict });

/** The suggestion of a refusal with `name_taken`. */
async function suggestionFor(room: Room, username: string): Promise<string> {
  let suggestion: string | undefined;
  await assert.rejects(claim(room, username), (error) => {
    assert.ok(error instanceof ChatError && error.code === 'name_taken', username);
    suggestion = error.details.suggestion;
    return true;
  });
  assert.ok(suggestion !== undefined, username);
  return suggestion;
}

for (const [script, pairs] of Object.entries(LOOK_ALIKES)) {
  test(`of two look-alikes one is verified: ${script}`, async () => {
    for (const both of pairs) {
      for (const [held, other] of [both, both.toReversed()] as [string, string][]) {
        const room = openRoom();
        // as an old client, since some of these names are refused
        assert.equal((await claim(room, held, false)).verified, true, held);
        assert.equal((await claim(room, other, false)).verified, false, `${held} ${other}`);
      }
    }
  });
}

test('a look-alike is refused with a suggestion that is free', async () => {
  for (const [held, other] of [
    ['Paul', 'PauI'],
    ['Ida', 'lda'],
    ['Bob', 'B0B'],
    ['Anne', 'ΑΝΝΕ'],
    ['علی\u200cرضا', 'علیرضا'],
    ['王力', '王カ'],
  ] as const) {
    const room = openRoom();
    await claim(room, held);
    const suggestion = await suggestionFor(room, other);
    assert.deepEqual(await claim(room, suggestion), { username: suggestion, verified: true });
  }
});

test('a name is held for 30 days after its holder was here, and while they are here whatever the clock says', async () => {
  const room = openRoom();
  const DAY = 24 * 60 * 60 * 1_000;
  const id = randomUUID();
  await room.identity.claim({ id, username: 'Anna', token: randomUUID(), strict: true });
  room.here.add(id);
  room.clock.jump(31 * DAY);
  await suggestionFor(room, 'Anna');
  assert.equal((await claim(room, 'Anna', false)).verified, false);
  // back again
  room.clock.jump(-62 * DAY);
  await suggestionFor(room, 'Anna');
  room.here.delete(id);
  await suggestionFor(room, 'Anna');
  room.clock.jump(62 * DAY);
  assert.equal((await claim(room, 'Anna')).verified, true);
});

test('all honest names can be held in one room', async () => {
  const room = openRoom();
  for (const name of Object.values(HONEST).flat())
    assert.deepEqual(await claim(room, name), { username: name, verified: true });
});

test('one more Anna among a thousand costs a few look-ups', async () => {
  const room = openRoom();
  await claim(room, 'Anna');
  for (let number = 2; number <= 1_001; number += 1) await claim(room, `Anna ${String(number)}`);
  room.lookUps = 0;
  assert.equal(await suggestionFor(room, 'Anna'), 'Anna 1002');
  assert.ok(room.lookUps < 25, `${String(room.lookUps)} look-ups`);
  room.lookUps = 0;
  await claim(room, 'Anna', false);
  assert.ok(room.lookUps < 25, `${String(room.lookUps)} look-ups`);
});
