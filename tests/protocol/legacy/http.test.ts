// The legacy protocol's routes: JSON, status codes, CORS, and the pair that the old client polls when sockets
// are off.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { TRANSPORTS, person } from '../../support/helpers/test-client.ts';
import { NOT_OURS, openOldClient, openTarget, type Target } from './target.ts';

let target: Target;
before(async () => {
  target = await openTarget();
});
after(() => target.close());

const messagesOf = (channel: string): string => `${target.url}/api/channels/${channel}/messages`;
const history = async (channel: string): Promise<any[]> => {
  const answer = await fetch(messagesOf(channel));
  assert.equal(answer.status, 200);
  return (await answer.json()) as any[];
};
const post = (channel: string, body: object): Promise<Response> =>
  fetch(messagesOf(channel), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

test('GET /api/health says that it is online, and when', async () => {
  const answer = await fetch(`${target.url}/api/health`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
  const { status, timestamp } = await answer.json();
  assert.equal(status, 'online');
  assert.ok(Number.isFinite(Date.parse(timestamp)));
});

test('GET /api/channels is a bare array with the old client’s channels', { skip: NOT_OURS }, async () => {
  const answer = await fetch(`${target.url}/api/channels`);
  assert.equal(answer.status, 200);
  const channels = await answer.json();
  for (const id of ['general', 'random', 'help']) {
    const channel = channels.find((each: { id: string }) => each.id === id);
    assert.deepEqual([channel.name, channel.type, typeof channel.description], [id, 'text', 'string']);
    assert.ok(Number.isFinite(Date.parse(channel.createdAt)));
  }
});

test('GET …/messages of an unknown channel is [] and makes nothing', async () => {
  const channel = randomUUID();
  assert.deepEqual(await history(channel), []);
  const list = await fetch(`${target.url}/api/channels`);
  if (list.ok) assert.ok(!(await list.json()).some(({ id }: { id: string }) => id === channel));
});

for (const transport of TRANSPORTS) {
  test(`the pair that is polled: what is posted reaches sockets (${transport}), what sockets say is in the list`, async () => {
    const channel = randomUUID();
    const anna = await openOldClient(target, transport, 'Anna');
    try {
      await anna.join(channel);
      const berta = person('Berta');
      const answer = await post(channel, {
        message: { content: 'by post', type: 'text' },
        user: { id: berta.id, username: berta.username },
      });
      assert.equal(answer.status, 200);
      const { success, message } = await answer.json();
      assert.equal(success, true);
      const expected = {
        user_id: berta.id,
        username: 'Berta',
        content: 'by post',
        type: 'text',
        file: null,
        channel_id: channel,
      };
      for (const [key, value] of Object.entries(expected)) assert.equal(message[key], value, key);
      assert.deepEqual((await anna.next('new_message')).message, message);
      anna.say(channel, 'by socket');
      await anna.next('new_message');
      assert.deepEqual(
        (await history(channel)).map(({ content, username }) => [content, username]),
        [
          ['by post', 'Berta'],
          ['by socket', 'Anna'],
        ],
      );
      assert.deepEqual((await history(channel))[0], message, 'the list holds what was answered');
    } finally {
      anna.close();
    }
  });
}

test('POST …/messages without a user is 400, and nothing is stored', async () => {
  const channel = randomUUID();
  for (const body of [
    { message: { content: 'x', type: 'text' } },
    { message: { content: 'x', type: 'text' }, user: null },
  ]) {
    const answer = await post(channel, body);
    assert.equal(answer.status, 400);
    assert.equal(typeof (await answer.json()).error, 'string');
  }
  assert.deepEqual(await history(channel), []);
});

test('messages posted one after another are listed in that order', async () => {
  const channel = randomUUID();
  const user = { id: randomUUID(), username: 'Anna' };
  const contents = Array.from({ length: 12 }, (_, number) => `m${String(number)}`);
  for (const content of contents)
    assert.equal((await post(channel, { message: { content, type: 'text' }, user })).status, 200);
  assert.deepEqual(
    (await history(channel)).map(({ content }) => content),
    contents,
  );
});

test('messages posted at once are all kept', async () => {
  const channel = randomUUID();
  const contents = Array.from({ length: 12 }, (_, number) => `m${String(number)}`);
  await Promise.all(
    contents.map(async (content) => {
      const answer = await post(channel, {
        message: { content, type: 'text' },
        user: { id: randomUUID(), username: 'Anna' },
      });
      assert.equal(answer.status, 200);
    }),
  );
  // the old server loses some, which is a fault and none of the protocol
  if (NOT_OURS === false)
    assert.deepEqual(
      (await history(channel)).map(({ content }) => content as string).toSorted(),
      contents.toSorted(),
    );
});

test('a page of the same name on another port may use every route: CORS, preflights included', async () => {
  const channel = randomUUID();
  for (const path of ['/api/health', `/api/channels/${channel}/messages`]) {
    const answer = await fetch(`${target.url}${path}`, { headers: { Origin: target.page } });
    assert.equal(answer.status, 200);
    assert.ok(['*', target.page].includes(answer.headers.get('access-control-allow-origin') ?? ''), path);
  }
  for (const path of ['/api/upload', `/api/channels/${channel}/messages`]) {
    const preflight = await fetch(`${target.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        Origin: target.page,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type',
      },
    });
    assert.ok(preflight.ok, path);
    assert.ok(['*', target.page].includes(preflight.headers.get('access-control-allow-origin') ?? ''), path);
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /\*|POST/, path);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /\*|content-type/i, path);
  }
});

test('the polling transport answers that page too, its preflight included', async () => {
  const handshake = `${target.url}/socket.io/?EIO=4&transport=polling`;
  const answer = await fetch(handshake, { headers: { Origin: target.page } });
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /^0\{.*"sid"/);
  assert.ok(['*', target.page].includes(answer.headers.get('access-control-allow-origin') ?? ''));
  const preflight = await fetch(handshake, {
    method: 'OPTIONS',
    headers: {
      Origin: target.page,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type',
    },
  });
  assert.ok(preflight.ok);
  assert.ok(['*', target.page].includes(preflight.headers.get('access-control-allow-origin') ?? ''));
});
