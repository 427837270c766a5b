// A log that cannot be read just now costs an old page its history for a moment, never its membership, and
// never the server.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { failingFileSystem } from '../../robustness/fault/failing-file-system.ts';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom } from '../../support/helpers/running-room.ts';
import { enter, enterAsOldClient, person } from '../../support/helpers/test-client.ts';

test('an old page is in its channel though the log cannot be read, and gets its history when it can', async (t) => {
  const [fs, clock] = [failingFileSystem(), createManualClock()];
  const room = await openRoom({
    fs,
    clock,
    settings: { limits: false, logLevel: 'silent', channelMemory: 1 },
  });
  t.after(() => room.close());
  const [writer, old] = [
    await enter(room.url, person('Writer')),
    await enterAsOldClient(room.url, person('Old')),
  ];
  t.after(() => {
    writer.close();
    old.close();
  });
  const other = randomUUID();
  await writer.say(other, 'x');
  // one at a time stays in memory
  const pushOut = (): Promise<unknown> => fetch(`${room.url}/api/channels/${other}/messages`);
  const again = (): void => {
    old.send('leave_channel', { channel_id: 'general' });
    old.send('join_channel', { channel_id: 'general' });
  };
  await writer.say('general', 'first');
  old.send('join_channel', { channel_id: 'general' });
  await old.next('channel_messages', ({ messages }) => messages.length === 1);

  // the answer is due in a second; then the channel is no longer in memory and cannot be read
  again();
  await clock.scheduled(1_000);
  await pushOut();
  fs.arm({ failure: 'EMFILE', at: 1, span: Infinity });
  clock.advance(1_000);
  await old.settled();
  assert.deepEqual(fs.failed, ['open']);

  // nor can it when the page comes back
  again();
  await old.settled();
  fs.heal();
  await writer.say('general', 'second');
  await old.next('new_message', ({ message }) => message.content === 'second');
  again();
  const { messages } = await old.next('channel_messages');
  assert.deepEqual(
    messages.map(({ content }: { content: string }) => content),
    ['first', 'second'],
  );
});
