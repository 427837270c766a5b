// The old server's data folder, served: every message of the sound channels as it was, over HTTP and sockets,
// and its files.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TRANSPORTS } from '../../support/helpers/test-client.ts';
import { LEGACY_DATA, openOldClient, openTarget, type Target } from './target.ts';

const SOUND = ['general', 'random', 'help', '0fd630f1-f29d-4da9-953f-48f1a09f76b5'];

let target: Target;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

const originals = async (channel: string): Promise<any[]> =>
  JSON.parse(await readFile(join(LEGACY_DATA, 'channels', `${channel}.json`), 'utf8')) as any[];

/**
 * Times are the same moments: the old ones have no zone and mean this machine's, which is how JavaScript
 * reads them too.
 */
function assertSame(served: any[], expected: any[]): void {
  assert.equal(served.length, expected.length);
  for (const [index, original] of expected.entries()) {
    const { timestamp, file, ...rest } = original;
    for (const [key, value] of Object.entries(rest)) assert.deepEqual(served[index][key], value, key);
    assert.equal(Date.parse(served[index].timestamp), Date.parse(timestamp));
    assert.equal(served[index].file?.unique_filename, file?.unique_filename);
    for (const key of ['filename', 'size', 'type', 'id'])
      assert.equal(served[index].file?.[key], file?.[key], `file.${key}`);
  }
}

for (const channel of SOUND) {
  test(`${channel}: every message over HTTP, in order`, async () => {
    const answer = await fetch(`${target.url}/api/channels/${channel}/messages`);
    assert.equal(answer.status, 200);
    assertSame((await answer.json()) as any[], await originals(channel));
  });
}

for (const transport of TRANSPORTS) {
  test(`every message by join_channel on ${transport}, and what is said now comes after it`, async () => {
    const anna = await openOldClient(target, transport, 'Anna');
    try {
      for (const channel of ['general', '0fd630f1-f29d-4da9-953f-48f1a09f76b5'])
        assertSame(await anna.join(channel), await originals(channel));
      const earlier = await anna.join('help');
      anna.say('help', `after all of it, by ${transport}`);
      const { message } = await anna.next('new_message');
      assert.deepEqual(
        (await (await fetch(`${target.url}/api/channels/help/messages`)).json()).slice(earlier.length),
        [message],
      );
    } finally {
      anna.close();
    }
  });
}

test('every file and thumbnail under its old address, byte for byte, in parts too', async () => {
  const names = await readdir(join(LEGACY_DATA, 'uploads'));
  for (const name of names) {
    const bytes = await readFile(join(LEGACY_DATA, 'uploads', name));
    const url = `${target.url}/api/files/${encodeURIComponent(name)}`;
    const whole = await fetch(url);
    assert.equal(whole.status, 200, name);
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), bytes, name);
    const part = await fetch(url, { headers: { Range: 'bytes=3-9' } });
    assert.equal(part.status, 206, name);
    assert.deepEqual(Buffer.from(await part.arrayBuffer()), bytes.subarray(3, 10), name);
  }
});

test('the addresses in the messages lead to the files', async () => {
  for (const { file } of [...(await originals('general')), ...(await originals('random'))]) {
    for (const url of [file?.url, file?.thumbnail_url]) {
      if (typeof url !== 'string') continue;
      const answer = await fetch(`${target.url}${url}`);
      assert.equal(answer.status, 200, url);
      await answer.arrayBuffer();
    }
  }
});
