import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { readOptions } from '../../../terminal/options.ts';
import { EndError } from '../../../terminal/words.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { CHAT, openProcess, openTerminal, tempFolder } from './terminal.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom({ settings: { maxPeople: 2 } });
});
after(async () => {
  await room.close();
});

const BAD: [args: string[], said: RegExp][] = [
  [[], /address/],
  [['ftp://127.0.0.1'], /^The address is "ftp:\/\/127\.0\.0\.1"; expected an address such as http/],
  [['http://'], /expected an address/],
  [['http://127.0.0.1:5000/some/path'], /expected an address/],
  [['http://127.0.0.1:99999'], /expected an address/],
  [['http://127.0.0.1:5000', '--name', ' '], /^--name is " "; expected a text/],
  [
    ['http://127.0.0.1:5000', '--history', '101'],
    /^--history is "101"; expected a whole number from 0 to 100\./,
  ],
  [['http://127.0.0.1:5000', '--wait', 'long'], /^--wait is "long"; expected a whole number/],
  [['http://127.0.0.1:5000', '--nope'], /--nope/],
  [['http://127.0.0.1:5000', 'more'], /argument/],
];

for (const [args, said] of BAD) {
  test(`bad arguments end with 2: ${args.join(' ')}`, () => {
    assert.throws(
      () => readOptions(args, { cwd: '/', invocation: 'chat' }),
      (error) => {
        assert.ok(error instanceof EndError);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, said);
        assert.match(error.message, /^[^\n]+$/);
        return true;
      },
    );
  });
}

test('bad arguments are the status of the process', async (t) => {
  const client = openProcess(t, process.execPath, [...CHAT, '--nope']);
  assert.equal(await client.exitCode, 2);
  assert.match(client.stderr, /^[^\n]*--nope[^\n]*\n$/);
  assert.equal(client.stdout, '');
});

test('a name that cannot be one is a bad argument', async (t) => {
  const client = openTerminal(t, room.url, ['--name', 'x'.repeat(40)]);
  assert.equal(await client.exitCode, 2);
  assert.match(client.stderr, /^--name: A name has at most 32 characters: shorten it\.\n$/);
});

test('--help says what there is', async (t) => {
  const client = openProcess(t, process.execPath, [...CHAT, '--help']);
  assert.equal(await client.exitCode, 0);
  for (const flag of [
    '--name',
    '--channel',
    '--history',
    '--json',
    '--send',
    '--stay',
    '--wait',
    '--profile',
  ])
    assert.ok(client.stdout.includes(flag), flag);
});

async function otherServer(answer: string): Promise<{ url: string; close: () => Promise<unknown> }> {
  const server = createServer((_request, response) => {
    response.end(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

test('who cannot be reached, or is no Lanline, is said in plain words', async (t) => {
  const { url, close } = await otherServer('<html>Router</html>');
  const wrong = openTerminal(t, url, ['--name', 'Anna']);
  assert.equal(await wrong.exitCode, 1);
  assert.equal(wrong.stderr, `Cannot go into ${url}: What answers there is no Lanline.\n`);
  await close();
  const nobody = openTerminal(t, url, ['--name', 'Anna']);
  assert.equal(await nobody.exitCode, 1);
  assert.equal(
    nobody.stderr,
    `Cannot reach ${url}: nobody answers there. Is the server running, and is this its port?\n`,
  );
});

test('a name that is taken comes with one that is free, a full room says so, and who comes back is known again', async (t) => {
  const profile = tempFolder(t);
  const anna = openTerminal(t, room.url, ['--name', 'Anna'], { profile });
  const { user } = await anna.event('online');
  const other = openTerminal(t, room.url, ['--name', 'anna']);
  assert.equal(await other.exitCode, 1);
  assert.equal(other.stderr, 'Somebody else here is called anna. Free is: --name "anna 2"\n');

  const ben = openTerminal(t, room.url, ['--name', 'Ben']);
  await ben.event('channel');
  const third = openTerminal(t, room.url, ['--name', 'Third']);
  assert.equal(await third.exitCode, 1);
  assert.match(third.stderr, /^The room is full \(2 people\)\. Try again later/);

  // the same person in a second terminal: no third one, and nobody comes
  const again = openTerminal(t, room.url, ['--name', 'Anna'], { profile });
  assert.equal((await again.event('online')).user.id, user.id);
  again.line('/name Anne');
  await again.event('profile');
  again.end();
  assert.equal(await again.exitCode, 0);
  anna.end();
  await anna.exitCode;
  const renamed = openTerminal(t, room.url, ['--name', 'Anne'], { profile });
  assert.equal((await renamed.event('online')).user.id, user.id);
});

test('a channel that is not there', async (t) => {
  const other = await openRoom();
  t.after(() => other.close());
  const client = openTerminal(t, other.url, ['--name', 'Ben', '--channel', 'nowhere']);
  assert.equal(await client.exitCode, 1);
  assert.equal(client.stderr, 'There is no channel nowhere. There are: general, random, help.\n');
});
