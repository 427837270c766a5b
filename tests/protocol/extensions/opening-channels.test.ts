// Whoever goes through all channels makes the server read no more logs than pages are allowed.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { nodeFileSystem, type FileSystem } from '../../../server/store/files/file-system.ts';
import { writeLongChannel } from '../../robustness/threats/attacked-server.ts';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { connect, enter, enterAsOldClient, person } from '../../support/helpers/test-client.ts';

const CHANNELS = 220;
/** Pages that a person may have at once: protocol.md, "Limits" */
const PAGES = 200;

let room: RunningRoom;
/** Logs of the channels that were opened, each as often as it was */
const opened: string[] = [];
before(async () => {
  const from = await mkdtemp(join(tmpdir(), 'lanline-large-'));
  for (let index = 0; index < CHANNELS; index += 1) writeLongChannel(from, `c${String(index)}`, 0.001);
  const fs: FileSystem = {
    ...nodeFileSystem,
    open(path, flags) {
      if (/channels[/\\]c\d+\.jsonl$/.test(path)) opened.push(basename(path));
      return nodeFileSystem.open(path, flags);
    },
  };
  // nobody's pages come back: the clock stands still
  const clock = createManualClock();
  room = await openRoom({ fs, from, clock, settings: { logLevel: 'silent', channelMemory: 1 } });
  await rm(from, { recursive: true });
});
after(() => room.close());
beforeEach(() => {
  opened.length = 0;
});

test('an old page is in every channel it joins; beyond its pages no log is read for it', async (t) => {
  const old = await enterAsOldClient(room.url, person('Old'));
  t.after(() => {
    old.close();
  });
  for (let index = 0; index < CHANNELS; index += 1)
    old.send('join_channel', { channel_id: `c${String(index)}` });
  await old.settled();
  assert.ok(opened.length > 0 && opened.length <= PAGES, `${String(opened.length)} logs were opened`);
  const writer = await enter(room.url, person('Writer'));
  t.after(() => {
    writer.close();
  });
  await writer.say('c219', 'hello');
  await old.next('new_message', ({ message }) => message.content === 'hello');
});

test('a page of ours is refused before the log is read', async (t) => {
  const guest = await enter(room.url, person('Guest'));
  t.after(() => {
    guest.close();
  });
  const codes: string[] = [];
  for (let index = 0; index < CHANNELS; index += 1) {
    const answer = await guest.ask('join_channel', { channel_id: `c${String(index)}`, limit: 1 });
    codes.push(answer.ok ? 'ok' : answer.error.code);
  }
  assert.equal(codes.filter((code) => code === 'ok').length, PAGES);
  assert.equal(codes.filter((code) => code === 'rate_limited').length, CHANNELS - PAGES);
  assert.ok(opened.length <= PAGES, `${String(opened.length)} logs were opened`);
});

test('who has not joined opens no log at all', async (t) => {
  const stranger = await connect(room.url);
  t.after(() => {
    stranger.close();
  });
  // as many events as a stranger may send
  for (let index = 0; index < 90; index += 1)
    stranger.send('join_channel', { channel_id: `c${String(index)}` });
  await stranger.settled();
  assert.deepEqual(opened, []);
});
