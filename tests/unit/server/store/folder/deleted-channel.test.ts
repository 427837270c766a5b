// A message that was on its way when its channel was deleted.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ChatError } from '../../../../../protocol/errors.ts';
import type { FileSystem } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import type { Draft } from '../../../../../server/store/log/message-store.ts';
import { openStore } from '../../../../../server/store/store.ts';

const draft: Draft = {
  id: 'm',
  user_id: 'u',
  username: 'U',
  content: 'x',
  type: 'text',
  file: null,
  client_id: 'c',
};

const nothing = (): void => undefined;

test('a send that still asks whether it was sent before is refused, and answered', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-deleted-'));
  let isListed = false;
  let whenListed = nothing;
  const fs: FileSystem = {
    ...testFileSystem,
    async rename(from, to) {
      await testFileSystem.rename(from, to);
      isListed = to.endsWith('channels.json');
    },
    async syncFolder(path) {
      await testFileSystem.syncFolder(path);
      if (!isListed) return;
      isListed = false;
      // the last that is waited for before the channel is off the list
      whenListed();
    },
  };
  const notes: string[] = [];
  const store = await openStore({
    env: {
      fs,
      now: () => Date.now(),
      note: ({ event }) => {
        notes.push(event);
      },
    },
    monotonic: () => performance.now(),
    folder,
    importZone: 'UTC',
    freeSpaceFloor: 0,
    messageSpaceFloor: 0,
    quotaPerPerson: Infinity,
    quotaInAll: Infinity,
    channelMemory: 64 * 1024 ** 2,
    onFatal: assert.fail,
  });
  t.after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const sent = Promise.withResolvers<unknown>();
  whenListed = () => {
    store.append('help', draft).then(sent.resolve, sent.resolve);
  };
  await store.deleteChannel('help');
  const outcome = await sent.promise;
  assert.ok(outcome instanceof ChatError && outcome.code === 'not_found', String(outcome));
  assert.deepEqual(
    notes.filter((event) => event.startsWith('write-failed')),
    [],
  );
});
