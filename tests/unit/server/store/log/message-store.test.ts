// Sending once, while the index takes its time to find out whether a message was sent before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Message } from '../../../../../protocol/message.ts';
import type { MessageIndex } from '../../../../../server/store/index/message-index.ts';
import type { ChannelLog } from '../../../../../server/store/log/channel-log.ts';
import { createMessageStore, type Draft } from '../../../../../server/store/log/message-store.ts';

/** A store over a log that stores at once, and an index that answers only when it is told to. */
function open() {
  const appended: string[] = [];
  const asked: { clientId: string; answer: (found?: Message) => void; fail: (error: Error) => void }[] = [];
  const index = {
    findByClientId: (_channel: string, _user: string, clientId: string) =>
      new Promise<Message | undefined>((resolve, reject) => {
        asked.push({ clientId, answer: resolve, fail: reject });
      }),
  } as Partial<MessageIndex> as MessageIndex;
  const log = {
    id: 'general',
    isRetired: false,
    append(draft: Draft) {
      appended.push(draft.content);
      return Promise.resolve({ ...draft, seq: appended.length, timestamp: '', channel_id: 'general' });
    },
  } as Partial<ChannelLog> as ChannelLog;
  const store = createMessageStore({ index, channelMemory: 1_000 });
  const send = (user_id: string, content: string, client_id?: string): Promise<Message> =>
    store.append(log, {
      id: content,
      user_id,
      username: user_id,
      content,
      type: 'text',
      file: null,
      ...(client_id !== undefined && { client_id }),
    });
  return { appended, asked, send };
}

test('messages of one person keep their order, and nobody else waits for them', async () => {
  const { appended, asked, send } = open();
  const first = send('anna', 'one', 'c1');
  const second = send('anna', 'two');
  const third = send('anna', 'three', 'c3');
  await send('ben', 'of somebody else');
  await setImmediate();
  assert.deepEqual(appended, ['of somebody else']);
  assert.deepEqual(
    asked.map(({ clientId }) => clientId),
    ['c1'],
    'the third waits for the first',
  );
  asked[0]?.answer();
  await first;
  await second;
  await setImmediate();
  asked[1]?.answer();
  await third;
  assert.deepEqual(appended, ['of somebody else', 'one', 'two', 'three']);
  // nothing is left to wait for
  await send('anna', 'four');
  assert.deepEqual(appended.at(-1), 'four');
});

test('a message that was sent before is the first one, and those after it follow', async () => {
  const { appended, asked, send } = open();
  const again = send('anna', 'one', 'c1');
  const twin = send('anna', 'one', 'c1');
  const next = send('anna', 'two');
  await setImmediate();
  assert.equal(asked.length, 1);
  const found = { content: 'one', seq: 7 } as Message;
  asked[0]?.answer(found);
  assert.deepEqual([await again, await twin], [found, found]);
  await next;
  assert.deepEqual(appended, ['two']);
});

test('where the index fails the message is refused, and those after it follow', async () => {
  const { appended, asked, send } = open();
  const first = send('anna', 'one', 'c1');
  const next = send('anna', 'two');
  await setImmediate();
  asked[0]?.fail(new Error('the index is closed'));
  await assert.rejects(first, /the index is closed/);
  await next;
  assert.deepEqual(appended, ['two']);
});
