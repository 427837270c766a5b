// Histories as large as they may be; those who do not read them are in attacks/reading.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enter, person } from '../../support/helpers/test-client.ts';
import { openAttacked, writeLongChannel } from './attacked-server.ts';

const MB = 1024 ** 2;

const LIST = '/api/channels/big/messages';

test('a list and a page are as long as they may be, and say so', async (t) => {
  const server = await openAttacked(t, {
    prepare: (data) => {
      writeLongChannel(data, 'big', 32);
    },
  });
  for (const [path, most] of [
    [LIST, 4 * MB],
    [`${LIST}?limit=200`, MB],
    [`${LIST}?limit=200&before=m900`, MB],
  ] as const) {
    const answer = await fetch(`${server.url}${path}`);
    assert.equal(answer.headers.get('has-more'), 'true');
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.ok(bytes.length <= most && bytes.length > most * 0.9, `${path}: ${String(bytes.length)}`);
    const messages = JSON.parse(String(bytes)) as { seq: number }[];
    const newest = path.includes('before') ? 899 : 1_049;
    assert.equal(messages.at(-1)?.seq, newest, path);
  }
  const guest = await enter(server.url, person('Guest'));
  t.after(() => {
    guest.close();
  });
  const joined = await guest.askOk('join_channel', { channel_id: 'big', limit: 100 });
  assert.ok(joined.reset && joined.has_more && joined.messages.length < 40);
  // what was missed is too much, so it is the newest page
  const again = await guest.askOk('join_channel', {
    channel_id: 'big',
    after_seq: joined.last_seq - 100,
    epoch: joined.epoch,
  });
  assert.ok(again.reset);
  const few = await guest.askOk('join_channel', {
    channel_id: 'big',
    after_seq: joined.last_seq - 5,
    epoch: joined.epoch,
  });
  assert.equal(few.reset, false);
});
