// A message that was on its way when its channel was deleted.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ChatError } from '../../server/contract/errors.ts';
import { nodeFileSystem, type FileSystem } from '../../server/store/file-system.ts';
import type { Draft } from '../../server/store/message-store.ts';
import { openStore } from '../../server/store/store.ts';

const draft: Draft = { id: 'm', user_id: 'u', username: 'U', content: 'x', type: 'text', file: null, client_id: 'c' };

test('a send that still asks whether it was sent before is refused, and answered', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-deleted-'));
  let beforeRename = (_from: string): void => undefined;
  let afterRename = (_from: string): void => undefined;
  const fs: FileSystem = {
    ...nodeFileSystem,
    async rename(from, to) {
      beforeRename(from);
      await nodeFileSystem.rename(from, to);
      afterRename(from);
    },
  };
  const notes: string[] = [];
  const store = await openStore({ env: { fs, now: () => Date.now(), note: ({ event }) => { notes.push(event); } }, folder, importZone: 'UTC', freeSpaceFloor: 0, onFatal: assert.fail });
  t.after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  for (const id of ['help', 'random']) {
    // the view's answer comes after the log has been moved away, or after the view has been told to forget it
    const sent = Promise.withResolvers<unknown>();
    const send = (): void => { store.append(id, draft).then(sent.resolve, sent.resolve); };
    let isSent = false;
    const once = (from: string): void => {
      if (isSent || !from.endsWith('channels.json.tmp')) return;
      isSent = true;
      send();
    };
    if (id === 'help') afterRename = once;
    else beforeRename = once;
    await store.deleteChannel(id);
    const outcome = await sent.promise;
    if (outcome instanceof Error) assert.ok(outcome instanceof ChatError && outcome.code === 'not_found', String(outcome));
    else assert.equal(id, 'random', 'it was stored before the channel went');
    beforeRename = afterRename = () => undefined;
  }
  assert.deepEqual(notes.filter((event) => event.startsWith('write-failed')), []);
});
