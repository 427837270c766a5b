// Extension 4: pages before a message.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Message } from '../../../protocol/message.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

const COUNT = 1_150;
let room: RunningRoom;
before(async () => {
  room = await openRoom({ settings: { limits: false } });
  const anna = await enter(room.url, person('Anna'));
  await Promise.all(
    Array.from({ length: COUNT }, (_, index) => anna.say('general', `m${String(index + 1)}`)),
  );
  await anna.say('random', 'elsewhere');
  anna.close();
});
after(() => room.close());

const page = (query: string, channel = 'general'): Promise<Response> =>
  fetch(`${room.url}/api/channels/${channel}/messages${query}`);
const messages = async (query: string): Promise<Message[]> => {
  const answer = await page(query);
  assert.equal(answer.status, 200, query);
  return (await answer.json()) as Message[];
};
const seqs = (list: readonly Message[]): number[] => list.map(({ seq }) => seq);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

async function readBack(limit: number): Promise<number[]> {
  let all = await messages(`?limit=${String(limit)}`);
  for (;;) {
    const older = await messages(`?before=${all[0]?.id ?? ''}&limit=${String(limit)}`);
    if (older.length === 0) return seqs(all);
    assert.equal(older.length, Math.min(limit, (all[0]?.seq ?? 0) - 1), 'a page is never short');
    all = [...older, ...all];
  }
}

test('an old client, which cannot page, gets the newest 1,000', async () => {
  assert.deepEqual(seqs(await messages('')), range(151, COUNT));
});

test('page by page to the beginning, nothing missing and nothing twice', async () => {
  assert.deepEqual(await readBack(200), range(1, COUNT));
});

test('a page is never short because the index is being rebuilt', async () => {
  await room.restart(async () => {
    for (const name of ['index.db', 'index.db-wal', 'index.db-shm'])
      await rm(join(room.folder, name), { force: true });
  });
  assert.deepEqual(await readBack(200), range(1, COUNT));
});

test('50 where no limit is given; a limit alone is the newest', async () => {
  const [newest] = await messages('?limit=1');
  assert.equal(newest?.seq, COUNT);
  assert.deepEqual(seqs(await messages(`?before=${newest?.id ?? ''}`)), range(COUNT - 50, COUNT - 1));
});

test('what is no page is refused', async () => {
  for (const query of ['?limit=0', '?limit=201', '?limit=x', '?limit=1.5', '?before=']) {
    const answer = await page(query);
    assert.equal(answer.status, 400, query);
    assert.equal((await answer.json()).code, 'invalid');
  }
  const [elsewhere] = (await (await page('', 'random')).json()) as Message[];
  for (const id of ['no-such-message', elsewhere?.id ?? '']) {
    const answer = await page(`?before=${id}`);
    assert.equal(answer.status, 404);
    assert.equal((await answer.json()).code, 'not_found');
  }
  assert.deepEqual(await (await page('?before=x', 'no-such-channel')).json(), []);
});
