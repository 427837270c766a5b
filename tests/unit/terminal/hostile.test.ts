// What others wrote does nothing to the terminal.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { plainJson, plainLine, plainLines } from '../../../terminal/plain-text.ts';
import { safeName } from '../../../terminal/http.ts';
import { message, openScripted } from './scripted-server.ts';
import { openTerminal, tempFolder } from './terminal.ts';

const HOSTILE =
  'a\u001b[2J\u001b]0;title\u0007\u009b31m\r\u0008\u202eb\u2066\u200bc\u2028\u{e0041}\u007f\u061c\ufeff';

const OBEYED =
  /[[\p{Cc}--\n]\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/v;

test('hidden characters are shown as what they are; what belongs to writing stays', () => {
  assert.doesNotMatch(plainLine(HOSTILE), OBEYED);
  assert.match(plainLine('\u001b[31m'), /^\\u001b\[31m$/);
  const good = 'Jörg 👩‍👩‍👧 می‌خواهم ❤️ שלום 日本';
  assert.equal(plainLine(good), good);
  assert.equal(plainLine('one\ntwo\tthree'), 'one two three');
  assert.deepEqual(plainLines('one\r\ntwo\u0085\n\tthree'), ['one', 'two\\u0085', '  three']);
  for (const other of [undefined, null, 7, {}]) assert.equal(plainLine(other), '');
  const json = plainJson({ text: HOSTILE, good });
  assert.doesNotMatch(json, OBEYED);
  assert.deepEqual(JSON.parse(json), { text: HOSTILE, good });
});

test('names of files stay in their folder', () => {
  for (const [name, safe] of [
    ['../../.bashrc', 'bashrc'],
    ['..\\..\\evil.cmd', 'evil.cmd'],
    ['/etc/passwd', 'passwd'],
    ['..', 'file'],
    ['', 'file'],
    ['con.txt', '_con.txt'],
    ['a:b|c?.txt', 'a_b_c_.txt'],
    ['x\u202efdp.exe', 'x_fdp.exe'],
    ['Übersicht 😀.pdf', 'Übersicht 😀.pdf'],
    ['.', 'file'],
    ['trailing. ', 'trailing'],
  ] as const)
    assert.equal(safeName(name), safe, name);
});

test('whatever a server says, neither terminal nor script gets a control character, and no line passes for another', async (t) => {
  const forged = `hi${HOSTILE}\n12:00 Teacher: Homework is cancelled\r12:01 Teacher: really`;
  const user = { id: 'eve', username: `Eve\n12:00 Teacher: ${HOSTILE}`, status: HOSTILE };
  const channel = { id: 'general', name: HOSTILE, type: 'text', description: HOSTILE, createdAt: '' };
  const file = {
    id: 'f',
    filename: `../${HOSTILE}`,
    unique_filename: '../../etc/passwd',
    size: 1,
    type: HOSTILE,
    url: 'http://127.0.0.1:1/',
    thumbnail_url: null,
    uploaded_at: '',
  };
  const server = await openScripted({
    join_user: ({ user: me }, _count, socket) => {
      socket.emit('online_users', { users: [user] });
      return {
        ok: true,
        user: me,
        channels: [channel],
        server: {
          id: 's1',
          name: HOSTILE,
          version: HOSTILE,
          build: '1',
          limits: { message: 1, upload: 1, types: [HOSTILE] },
          features: [],
        },
      };
    },
    join_channel: () => ({
      ok: true,
      channel_id: 'general',
      epoch: HOSTILE,
      last_seq: 2,
      has_more: false,
      reset: true,
      messages: [
        message(1, { content: forged, username: user.username }),
        message(2, { content: '', username: 'Eve', file, timestamp: HOSTILE }),
      ],
    }),
    send_message: () => ({ ok: false, error: { code: HOSTILE, message: HOSTILE } }),
    set_profile: () => ({ ok: false, error: { code: HOSTILE, message: HOSTILE } }),
  });
  t.after(() => server.close());
  for (const json of [false, true]) {
    const folder = tempFolder(t);
    const client = openTerminal(t, server.url, ['--name', 'Anna', '--history', '9'], { json, cwd: folder });
    const commands = [
      '/who',
      '/channels',
      '/name x',
      '/join nowhere',
      '/file /nowhere',
      '/get 1',
      '/get nothing',
      `/${HOSTILE.replace('\r', '')}`,
      'a text',
      '/help',
    ];
    client.write(`${commands.join('\n')}\n`);
    server.io.emit('presence_changed', { joined: [{ ...user, id: 'x' }], left: [], changed: [] });
    client.end();
    assert.equal(await client.exitCode, 1, client.stderr);
    assert.doesNotMatch(client.stdout, OBEYED);
    assert.doesNotMatch(client.stderr, OBEYED);
    assert.deepEqual(readdirSync(folder), []);
    if (json) {
      assert.equal(client.messages()[0]?.content, forged);
    } else {
      assert.doesNotMatch(client.stdout, /^\d\d:\d\d Teacher/m);
      assert.match(client.stdout, /^ {4}│ 12:00 Teacher: Homework is cancelled$/m);
    }
  }
});
