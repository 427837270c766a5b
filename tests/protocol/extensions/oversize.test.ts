// A file that is too large is refused, and the host hears of it: who would have sent it, and how large it is.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { OversizeFile } from '../../../server/index.ts';
import { openRoom } from '../../support/helpers/running-room.ts';
import { connect, enter, person } from '../../support/helpers/test-client.ts';

const KB = 1024;

async function openSite(t: TestContext) {
  const room = await openRoom({ settings: { maxUpload: 10 * KB } });
  t.after(() => room.close());
  const told: OversizeFile[] = [];
  room.server.events.on('oversize', (file) => {
    told.push(file);
  });
  const token = `${randomUUID()}${randomUUID()}`;
  const anna = await enter(room.url, person('Anna'), { join: { token } });
  t.after(() => {
    anna.close();
  });
  return { room, told, token, anna };
}

test('a client that checks the size itself tells of it; sizes that are allowed are nobody’s business', async (t) => {
  const { room, told, anna } = await openSite(t);
  await anna.askOk('file_too_large', { filename: 'film.mov', size: 20 * KB });
  await anna.askOk('file_too_large', { filename: 'photo.jpg', size: 10 * KB });
  assert.deepEqual(told, [{ file: 'film.mov', bytes: 20 * KB, limit: 10 * KB, person: 'Anna' }]);
  const stranger = await connect(room.url);
  t.after(() => {
    stranger.close();
  });
  const answer = await stranger.ask('file_too_large', { filename: 'a', size: 20 * KB });
  assert.equal(answer.ok || answer.error.code, 'unauthenticated');
  for (const payload of [
    { filename: 'a', size: -1 },
    { filename: 'a', size: 1.5 },
    { size: 20 * KB },
    null,
  ]) {
    const refused = await anna.ask('file_too_large', payload);
    assert.equal(refused.ok || refused.error.code, 'invalid');
  }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => anna.ask('file_too_large', { filename: 'film.mov', size: 20 * KB })),
  );
  assert.equal(answers.filter(({ ok }) => ok).length, 8, 'as often as files may be sent');
});

test('over HTTP it is told, too, with the person if their secret came with it', async (t) => {
  const { room, told, token } = await openSite(t);
  const upload = async (size: number, headers: Record<string, string> = {}): Promise<number> => {
    const form = new FormData();
    form.append('file', new Blob([Buffer.alloc(size)]), 'film.mov');
    return (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form, headers })).status;
  };
  assert.equal(await upload(20 * KB, { Authorization: `Bearer ${token}` }), 413);
  assert.equal(await upload(20 * KB), 413);
  // refused by its announced length, before its name came
  assert.equal(await upload(3_000 * KB), 413);
  assert.equal(await upload(KB), 200);
  const [withSecret, without, large] = told;
  assert.deepEqual([withSecret?.file, withSecret?.person, withSecret?.limit], ['film.mov', 'Anna', 10 * KB]);
  assert.deepEqual([without?.file, without?.person], ['film.mov', undefined]);
  assert.deepEqual([large?.file, told.length], [undefined, 3]);
  for (const [index, size] of [20 * KB, 20 * KB, 3_000 * KB].entries()) {
    const { bytes = 0 } = told[index] ?? {};
    assert.ok(bytes >= size && bytes < size + KB, String(bytes));
  }
});
