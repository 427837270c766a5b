// A data folder as a real server leaves it, with what people put there themselves; and comparing such folders
// byte for byte.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext } from 'node:test';
import {
  createChatServer,
  defaultSettings,
  recoverMove,
  type ChatServer,
} from '../../../../../server/index.ts';
import { NOT_MOVED } from '../../../../../server/store/relocate/marks.ts';

export const serverAt = (data: string): ChatServer =>
  createChatServer({
    settings: { ...defaultSettings, data, host: '127.0.0.1', port: 0, freeSpaceFloor: 0, logLevel: 'error' },
  });

// hundreds of moves: where there is a disk in memory, they need not wait for a real one
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const TEXTS = ['Good morning', 'ü'.repeat(500), 'bye'];

/** What a room tells a guest: the messages and the bytes of what was sent. */
export async function readRoom(data: string): Promise<{ texts: string[]; upload: Buffer }> {
  const server = serverAt(data);
  try {
    const { port } = await server.start();
    const get = (path: string) => fetch(`http://127.0.0.1:${String(port)}${path}`);
    const messages = (await (await get('/api/channels/general/messages')).json()) as { content: string }[];
    const file = readdirSync(join(data, 'uploads')).find((name) => name.endsWith('notes.txt'));
    const upload = Buffer.from(await (await get(`/api/files/${file ?? ''}`)).arrayBuffer());
    return { texts: messages.map(({ content }) => content), upload };
  } finally {
    await server.close();
  }
}

export const ROOM = { texts: TEXTS, upload: Buffer.from('what was sent '.repeat(200)) };

/** Makes one, by talking to a server in it. */
async function makeRoom(data: string): Promise<void> {
  const server = serverAt(data);
  const { port } = await server.start();
  const url = `http://127.0.0.1:${String(port)}`;
  for (const content of TEXTS) {
    const answer = await fetch(`${url}/api/channels/general/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: { content, type: 'text' }, user: { id: 'anna', username: 'Anna' } }),
    });
    assert.ok(answer.ok, answer.statusText);
  }
  const form = new FormData();
  form.set('file', new File([ROOM.upload], 'notes.txt'));
  assert.ok((await fetch(`${url}/api/upload`, { method: 'POST', body: form })).ok);
  await server.close();
}

/** One for all tests of a file, to be copied; removed when they are over. */
export async function makeRoomOnce(): Promise<string> {
  const folder = mkdtempSync(join(SCRATCH, 'lanline-room-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await makeRoom(folder);
  return folder;
}

/**
 * What people put into it: a large file, an empty one, an empty folder, links in and out, permissions, an old
 * time.
 */
export function addOwnThings(data: string): void {
  mkdirSync(join(data, 'mine/empty'), { recursive: true });
  writeFileSync(join(data, 'mine/large.bin'), Buffer.alloc(2_500_000, 'large'));
  writeFileSync(join(data, 'mine/nothing'), '');
  writeFileSync(join(data, 'mine/secret'), 'secret', { mode: 0o600 });
  chmodSync(join(data, 'mine'), 0o750);
  symlinkSync('../format.json', join(data, 'mine/inside'));
  symlinkSync(join(data, 'uploads'), join(data, 'to-uploads'));
  symlinkSync('/nowhere/at/all', join(data, 'outside'));
  utimesSync(join(data, 'mine/secret'), 1e9, 1e9);
}

export function scratch(t: TestContext): string {
  const made = realpathSync(mkdtempSync(join(SCRATCH, 'lanline-move-')));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** A copy of a folder with its times and links. */
export function copyRoom(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
}

/**
 * Everything in a folder but locks and marks; links as what they say, or in words where they name something
 * of the folder.
 */
export function contents(folder: string): Record<string, unknown> {
  const found: [string, unknown][] = [];
  const list = (below: string): void => {
    for (const name of readdirSync(join(folder, below))) {
      if (below === '' && NOT_MOVED.has(name)) continue;
      const path = join(below, name);
      const facts = lstatSync(join(folder, path));
      if (facts.isSymbolicLink()) found.push([path, readlinkSync(join(folder, path))]);
      else if (facts.isFile())
        found.push([
          path,
          [
            createHash('sha256')
              .update(readFileSync(join(folder, path)))
              .digest('hex'),
            facts.size,
            facts.mode,
            Math.round(facts.mtimeMs),
          ],
        ]);
      else {
        found.push([path, facts.mode]);
        list(path);
      }
    }
  };
  list('');
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Whatever happened: after recovering, one folder has everything and the other nothing of it. Answers which.
 */
export async function checkRecovered({
  from,
  to,
  expected,
}: {
  from: string;
  to: string;
  expected: Record<string, unknown>;
}): Promise<'old' | 'new'> {
  // before the mark the old folder is whole, without any recovering
  if (!existsSync(join(from, 'moved-to.json')))
    assert.deepEqual(contents(from), expected, 'the old folder before recovering');
  const here = await recoverMove(from);
  assert.deepEqual(contents(here), expected, here);
  const [names, others] = [here, here === from ? to : from].map((folder) =>
    existsSync(folder) ? readdirSync(folder) : [],
  );
  // a draft of a mark says nothing; the next one replaces it
  assert.deepEqual(
    names?.filter((name) => NOT_MOVED.has(name) && !/^lock\.|\.tmp$/.test(name)),
    [],
    'no mark is left',
  );
  assert.deepEqual(
    others?.filter((name) => !name.startsWith('lock.')),
    here === from ? [] : ['moved-to.json'],
    'nothing else is left',
  );
  assert.equal(await recoverMove(from), here, 'recovering once more changes nothing');
  return here === from ? 'old' : 'new';
}
