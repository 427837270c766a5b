// Writes through the store without pause and reports what was acknowledged, until it is ended. `node
// writer.ts <sources> <data folder>`, with IPC.
import { randomBytes, randomUUID } from 'node:crypto';
import { openTestStore } from '../test-store.ts';

/** What the store promised to keep. */
export type Promised =
  | { kind: 'message'; channel: string; user: string; clientId: string; id: string; seq: number }
  | { kind: 'person'; id: string }
  | { kind: 'channel'; id: string }
  | { kind: 'file'; name: string; sha: string; size: number };
export type FromWriter =
  | { kind: 'writing' }
  | { kind: 'promised'; promised: Promised }
  | { kind: 'failed'; text: string };

const CHANNELS = ['general', 'random', 'help'];
const WRITERS = 6;

const [, , root = '', folder = ''] = process.argv;
const tell = (message: FromWriter): void => {
  process.send?.(message);
};
const fail = (error: unknown): void => {
  tell({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
};
process.on('disconnect', () => {
  process.exit();
});

const store = await openTestStore(folder, { root });
const promise = (promised: Promised): void => {
  tell({ kind: 'promised', promised });
};

async function writeMessages(user: string): Promise<never> {
  for (;;) {
    for (const channel of CHANNELS) {
      const clientId = randomUUID();
      const { id, seq } = await store.append(channel, {
        id: randomUUID(),
        user_id: user,
        username: user,
        content: 'x'.repeat(Math.floor(Math.random() * 400)),
        type: 'text',
        file: null,
        client_id: clientId,
      });
      promise({ kind: 'message', channel, user, clientId, id, seq });
    }
  }
}

async function writeOthers(): Promise<never> {
  for (let round = 0; ; round += 1) {
    const id = randomUUID();
    await store.people.keep({ id, name: `Person ${id}`, tokenHash: 'hash', seenAt: Date.now() });
    promise({ kind: 'person', id });
    if (round % 5 === 0) {
      const bytes = Buffer.from(randomBytes(3_000).toString('hex'));
      const { unique_filename: name, size } = await store.uploads.save(toSource(bytes), {
        filename: 'some.txt',
        limit: 1e6,
        rule: { allow: ['txt'] },
      });
      promise({ kind: 'file', name, sha: bytes.toString('utf8', 0, 64), size });
    }
    if (round % 40 === 0)
      promise({ kind: 'channel', id: (await store.createChannel({ name: `Channel ${id}` })).id });
  }
}

async function* toSource(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

for (let writer = 0; writer < WRITERS; writer += 1) writeMessages(`user-${String(writer)}`).catch(fail);
writeOthers().catch(fail);
tell({ kind: 'writing' });
