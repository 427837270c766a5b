// A client in another language, written from docs/protocol.md alone, gets by: what it needed and the document
// lacked was added there.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import type { Message } from '../../../protocol/message.ts';
import { createConditions } from '../../support/helpers/conditions.ts';
import { openRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

const PROGRAM = join(import.meta.dirname, 'client.py');
const { status, error } = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']);
const skip = error ? 'there is no python3' : status !== 0 && 'python3 is older than 3.8';

/** A picture of one pixel; what follows its end is not looked at. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

interface Line {
  got?: Message;
  done?: any;
  refused?: { code: string };
}

/** A process that runs the client. */
function startClient(t: TestContext, url: string, name: string) {
  const child = spawn('python3', ['-u', PROGRAM, url, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  const conditions = createConditions();
  const answers: Line[] = [];
  const messages: Message[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    if (line.got) messages.push(line.got);
    else answers.push(line);
    conditions.changed();
  });
  const give = async (command: string, values: object = {}): Promise<Line> => {
    child.stdin.write(`${JSON.stringify({ do: command, ...values })}\n`);
    return conditions.until(
      () => answers.shift(),
      () => `${name}'s answer to ${command}`,
    );
  };
  return {
    messages,
    contents: () => messages.map(({ content }) => content),
    give,
    async done(command: string, values?: object): Promise<any> {
      const { done, refused } = await give(command, values);
      assert.equal(refused, undefined, command);
      return done as unknown;
    },
    got: (content: string): Promise<Message> =>
      conditions.until(
        () => messages.find((message) => message.content === content),
        () => `${name} to get ${content}`,
      ),
    gotFile: (): Promise<Message> =>
      conditions.until(
        () => messages.find(({ file }) => file !== null),
        () => `${name} to get a file`,
      ),
  };
}

test('a client in Python joins, talks, catches up after a break, and sends a file', { skip }, async (t) => {
  const room = await openRoom();
  t.after(() => room.close());
  const eve = await enter(room.url, person('Eve'));
  t.after(() => {
    eve.close();
  });
  await eve.askOk('join_channel', { channel_id: 'general' });
  await eve.say('general', 'before');
  const ada = startClient(t, room.url, 'Ada');
  const bob = startClient(t, room.url, 'Bob');

  // joins
  const { user, server, reset } = await ada.done('come');
  assert.deepEqual([user.username, user.verified, reset], ['Ada', true, true]);
  assert.equal(server, eve.all('connected')[0].server_id);
  assert.deepEqual(ada.contents(), ['before']);
  await bob.done('come');

  // talks: acknowledged, once, and everybody gets it
  const said = await ada.done('say', { text: 'Grüße 👋', client_id: 'a1' });
  assert.deepEqual(await ada.done('say', { text: 'Grüße 👋', client_id: 'a1' }), said);
  assert.deepEqual(await bob.got('Grüße 👋'), said);
  await eve.say('general', 'Hello Ada');
  await Promise.all([ada.got('Hello Ada'), bob.got('Hello Ada')]);
  assert.equal((await ada.give('say', { text: ' ' })).refused?.code, 'empty');

  // catches up after a break: what was missed, in order and nothing twice
  await ada.done('leave');
  for (const content of ['one', 'two', 'three']) await eve.say('general', content);
  assert.equal((await ada.done('come')).reset, false);
  assert.deepEqual(ada.contents(), ['before', 'Grüße 👋', 'Hello Ada', 'one', 'two', 'three']);
  assert.deepEqual(
    ada.messages.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6],
  );

  // also after the server was started again
  await ada.done('leave');
  await room.restart();
  assert.equal((await ada.done('come')).reset, false);
  await bob.done('come');
  await ada.done('say', { text: 'still here' });
  await bob.got('still here');

  // sends a file, which another gets as it was
  const bytes = Buffer.concat([PNG, randomBytes(300_000)]);
  const [from, to] = [join(room.folder, 'sent.bin'), join(room.folder, 'fetched.bin')];
  await writeFile(from, bytes);
  assert.equal((await ada.give('send_file', { path: from, name: 'sent.exe' })).refused?.code, 'type_denied');
  await ada.done('send_file', { path: from, name: 'dot.png' });
  await bob.gotFile();
  await bob.done('fetch_file', { to });
  assert.deepEqual(await readFile(to), bytes);
});

test('the client in Python is short', async () => {
  const lines = (await readFile(PROGRAM, 'utf8')).split('\n');
  assert.ok(lines.length < 150, String(lines.length));
});
