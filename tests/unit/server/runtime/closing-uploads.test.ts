// A server that closes lets uploads come to their end for a while, takes no new ones, and waits for nobody
// for ever.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { nodeFileSystem, type FileSystem } from '../../../../server/store/files/file-system.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { openRoom, type RunningRoom } from '../../../support/helpers/running-room.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

const PATIENCE_MS = 3_000;
const HEAD =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="notes.txt"\r\nContent-Type: text/plain\r\n\r\n';
const TAIL = '\r\n--x--\r\n';

interface Upload {
  sent: ClientRequest;
  /** The status of the answer, or the error's code */
  outcome: Promise<number | string>;
}

function upload(room: RunningRoom): Upload {
  const sent = request(`${room.url}/api/upload`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  const outcome = new Promise<number | string>((resolve) => {
    sent.once('response', (response: IncomingMessage) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });
  return { sent, outcome };
}

/** The real one; `written` resolves when bytes of an upload are on the disk. */
function watchedFileSystem(): { fs: FileSystem; written: Promise<void> } {
  const { promise: written, resolve } = Promise.withResolvers<void>();
  const fs: FileSystem = {
    ...nodeFileSystem,
    async open(path, flags) {
      const file = await nodeFileSystem.open(path, flags);
      if (basename(dirname(path)) !== '.incoming') return file;
      const write = file.write.bind(file);
      file.write = async (...args) => {
        const wrote = await write(...args);
        resolve();
        return wrote;
      };
      return file;
    },
  };
  return { fs, written };
}

/** A room in which somebody's upload has begun: its first half is on the disk. */
async function halfSent(t: TestContext) {
  const clock = createManualClock();
  const { fs, written } = watchedFileSystem();
  const room = await openRoom({ clock, fs });
  t.after(() => room.close());
  const anna = await enter(room.url, person('Anna'));
  t.after(() => {
    anna.close();
  });
  const first = upload(room);
  first.sent.write(`${HEAD}${'half '.repeat(20_000)}`);
  await written;
  return { clock, room, anna, first };
}

test('what is under way is received and answered, and only then the connections go', async (t) => {
  const { clock, room, anna, first } = await halfSent(t);
  const closed = room.server.close();
  await anna.next('server_closing');
  await clock.scheduled(PATIENCE_MS);
  const late = upload(room);
  late.sent.end(`${HEAD}late${TAIL}`);
  assert.equal(await late.outcome, 503);
  first.sent.end(`and the rest${TAIL}`);
  assert.equal(await first.outcome, 200);
  await closed;
  assert.equal(clock.waiting(PATIENCE_MS), 0);
  const kept = await readdir(join(room.folder, 'uploads'));
  assert.equal(kept.filter((name) => name.endsWith('_notes.txt')).length, 1);
});

test('an upload that does not go on holds nobody up, and leaves nothing', async (t) => {
  const { clock, room, first } = await halfSent(t);
  const closed = room.server.close();
  await clock.scheduled(PATIENCE_MS);
  clock.advance(PATIENCE_MS);
  await closed;
  assert.equal(await first.outcome, 'ECONNRESET');
  await room.restart();
  assert.deepEqual(
    (await readdir(join(room.folder, 'uploads'))).filter((name) => name.includes('notes.txt')),
    [],
  );
});

test('without uploads nobody waits', async (t) => {
  const clock = createManualClock();
  const room = await openRoom({ clock });
  t.after(() => room.close());
  await room.server.close();
  assert.equal(clock.waiting(PATIENCE_MS), 0);
});
