// How much one may send in files: told with its own reason, counted for the person whose secret comes with a
// file, else for the address.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { openRoom, type RoomOptions } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

const KB = 1024;

async function openSite(t: TestContext, settings: NonNullable<RoomOptions['settings']>) {
  const room = await openRoom({ settings });
  t.after(() => room.close());
  return {
    room,
    async join(name: string) {
      const token = `${randomUUID()}${randomUUID()}`;
      const guest = await enter(room.url, person(name), { join: { token } });
      t.after(() => {
        guest.close();
      });
      return { token, guest };
    },
    async upload(size: number, token?: string) {
      const form = new FormData();
      form.append('file', new Blob([randomBytes(size)]), 'a.bin');
      const response = await fetch(`${room.url}/api/upload`, {
        method: 'POST',
        body: form,
        headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
      });
      const { code } = (await response.json()) as { code?: string };
      return [response.status, code];
    },
  };
}

test('each person has a share of their own, and without a secret an address has one', async (t) => {
  const { room, join, upload } = await openSite(t, { quotaPerPerson: 10 * KB });
  const anna = await join('Anna');
  const ben = await join('Ben');
  assert.deepEqual(await upload(8 * KB, anna.token), [200, undefined]);
  assert.deepEqual(await upload(8 * KB, anna.token), [507, 'quota']);
  assert.deepEqual(await upload(8 * KB, ben.token), [200, undefined]);
  assert.deepEqual(await upload(8 * KB), [200, undefined]);
  // secrets that belong to nobody are free to make
  assert.deepEqual(await upload(8 * KB, `${randomUUID()}${randomUUID()}`), [507, 'quota']);
  assert.deepEqual(await upload(8 * KB), [507, 'quota']);
  assert.ok((await anna.guest.say('general', 'talking goes on')).id);

  await room.restart();
  assert.deepEqual(await upload(8 * KB, anna.token), [507, 'quota']);
  assert.deepEqual(await upload(8 * KB), [200, undefined]);
});

test('everybody together', async (t) => {
  const { join, upload } = await openSite(t, { quotaInAll: 10 * KB });
  const anna = await join('Anna');
  const ben = await join('Ben');
  assert.deepEqual(await upload(8 * KB, anna.token), [200, undefined]);
  assert.deepEqual(await upload(8 * KB, ben.token), [507, 'quota']);
});

test('where less is free than messages leave, they are refused, and nothing else changes', async (t) => {
  const { join, room } = await openSite(t, { messageSpaceFloor: Number.MAX_SAFE_INTEGER });
  const { guest } = await join('Anna');
  const answer = await guest.ask('send_message', { channel_id: 'general', message: { content: 'hello' } });
  assert.equal(answer.ok, false);
  assert.equal(answer.error?.code, 'storage_full');
  assert.equal((await guest.askOk('join_channel', { channel_id: 'general' })).last_seq, 0);
  assert.equal((await fetch(`${room.url}/api/health`)).status, 200);
});
