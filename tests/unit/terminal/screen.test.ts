// At a real terminal: `script` (util-linux) makes one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test, type TestContext } from 'node:test';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { CHAT, openProcess, openTerminal, stored, tempFolder, type Terminal } from './terminal.ts';

/** Only util-linux' takes these flags. */
function whyNot(): string | false {
  try {
    return execFileSync('script', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).includes('util-linux')
      ? false
      : 'this `script` cannot make a terminal for a command';
  } catch {
    return 'there is no `script` of util-linux here to make a terminal with';
  }
}

const skip = whyNot();
const ESCAPE = '\u001b';
/** The screen as it is at rest: the line that is written is the last thing drawn, with the cursor put into it. */
const written = (end: string): RegExp => new RegExp(`${end}(?:${ESCAPE}\\[\\d*[A-Za-z])*$`);
const CTRL_D = '\u0004';
const CTRL_C = '\u0003';

let room: RunningRoom;
before(async () => {
  room = await openRoom({ settings: { name: 'Physik 9b' } });
});
after(async () => {
  await room.close();
});

function atTerminal(t: TestContext, args: readonly string[], env: NodeJS.ProcessEnv = {}): Terminal {
  const command = [process.execPath, ...CHAT, room.url, '--profile', tempFolder(t), ...args]
    .map((part) => `'${part}'`)
    .join(' ');
  return openProcess(t, 'script', ['-qec', `stty cols 60 rows 20; exec ${command}`, '/dev/null'], {
    TERM: 'xterm-256color',
    ...env,
  });
}

test(
  'what is typed is sent, what others say stands above it, and they see who types',
  { skip },
  async (t) => {
    const anna = atTerminal(t, ['--name', 'Anna']);
    await anna.printed('Physik 9b · # general · 1 here');
    const ben = openTerminal(t, room.url, ['--name', 'Ben']);
    await ben.event('channel');
    await anna.printed('Ben came.');
    anna.write('Hel');
    const typing = await ben.event('typing');
    assert.deepEqual([typing.user.username, typing.typing], ['Anna', true]);
    ben.line('in between');
    await anna.printed('in between');
    // what was begun is still there
    anna.write('lo\r');
    await ben.event('message', ({ message }) => message.content === 'Hello');
    await ben.event('typing', (event) => !event.typing);
    await anna.printed(/Anna.*: Hello\r?\n/);
    anna.write(CTRL_D);
    assert.equal(await anna.exitCode, 0);
  },
);

test('typing of others is shown and goes away', { skip }, async (t) => {
  const anna = atTerminal(t, ['--name', 'Anna T']);
  const ben = atTerminal(t, ['--name', 'Ben T']);
  await Promise.all([anna.printed('# general · '), ben.printed('# general · ')]);
  ben.write('x');
  await anna.printed('Ben T is typing …');
  ben.write('\u007f');
  // the last status that was drawn has nobody typing
  await anna.printed(/is typing …(?:(?!is typing)[\s\S])*# general · \d+ here(?! · Ben)/);
  // a tab among other keys was pasted, and completes nothing
  ben.write('/he');
  await ben.printed(written('/he'));
  ben.write('\t');
  await ben.printed(written('/help '));
  ben.write('\r');
  await ben.printed('/quit');
  ben.write(CTRL_C);
  assert.equal(await ben.exitCode, 0);
});

test(
  'a line longer than the terminal is wide, with the cursor in its middle, is wiped and sent as a whole',
  { skip },
  async (t) => {
    const anna = atTerminal(t, ['--name', 'Anna L', '--channel', 'random']);
    await anna.printed('# random · ');
    const text = Array.from({ length: 40 }, (_, index) => String(index)).join(' ');
    anna.write(text);
    await anna.printed(written(' 39'));
    // what others say meanwhile stands right above it: as many rows are made as readline goes up again
    const ben = openTerminal(t, room.url, ['--name', 'Ben L', '--channel', 'random', '--send', 'from Ben']);
    const above = new RegExp(`from Ben((?:\\r?\\n)+)${ESCAPE}\\[(\\d+)A`);
    await anna.printed(above);
    const [, made = '', up = '0'] = above.exec(anna.stdout) ?? [];
    assert.equal(made.split('\n').length - 2, Number(up));
    assert.equal(Number(up), 2);
    assert.equal(await ben.exitCode, 0);
    // Ctrl-A goes to its beginning
    anna.write('\u0001\r');
    await anna.printed(/Anna L.*: 0 1 2/);
    assert.deepEqual(
      (await stored(room.url, 'random')).map(({ content }) => content),
      ['from Ben', text],
    );
  },
);

test('colours, unless NO_COLOR says otherwise', { skip }, async (t) => {
  const colour = atTerminal(t, ['--name', 'C 1']);
  const plain = atTerminal(t, ['--name', 'C 2'], { NO_COLOR: '1' });
  await Promise.all([colour.printed('# general'), plain.printed('# general')]);
  assert.ok(colour.stdout.includes('\u001b[2m'));
  assert.ok(!plain.stdout.includes('\u001b[2m') && !plain.stdout.includes('\u001b[1m'));
});

test(
  'while the server is away it says so, keeps what is typed, and sends it afterwards',
  { skip },
  async (t) => {
    const anna = atTerminal(t, ['--name', 'Anna R', '--channel', 'help']);
    await anna.printed('# help · ');
    await room.restart(async () => {
      await anna.printed('The host has closed the room; reconnecting …');
      anna.write('patience\r');
      await anna.printed('1 not sent yet');
    });
    await anna.printed('Connected again.');
    await anna.printed(/Anna R.*: patience/);
    assert.deepEqual(
      (await stored(room.url, 'help')).map(({ content }) => content),
      ['patience'],
    );
  },
);
