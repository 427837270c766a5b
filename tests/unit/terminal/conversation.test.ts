import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { openTerminal, stored, tempFolder } from './terminal.ts';

let room: RunningRoom;
before(async () => {
  room = await openRoom();
});
after(async () => {
  await room.close();
});

const contents = (messages: readonly { content: string }[]) => messages.map(({ content }) => content);

test('two people talk, and each sees the other come and go', async (t) => {
  const anna = openTerminal(t, room.url, ['--name', 'Anna']);
  const joined = await anna.event('channel');
  assert.equal(joined.channel.id, 'general');
  const ben = openTerminal(t, room.url, ['--name', 'Ben', '--channel', '#general']);
  await ben.event('channel');
  await anna.event('presence', ({ joined: people }) => people.some(({ username }) => username === 'Ben'));
  ben.line('/who');
  const { people } = await ben.event('people');
  assert.deepEqual(people.map(({ username }) => username).toSorted(), ['Anna', 'Ben']);
  anna.line('Hello Ben');
  await ben.event('message', ({ message }) => message.content === 'Hello Ben');
  ben.line('//who? You?');
  for (const one of [anna, ben])
    await one.event('message', ({ message }) => message.content === '/who? You?');
  const expected = ['Hello Ben', '/who? You?'];
  assert.deepEqual(contents(anna.messages()), expected);
  assert.deepEqual(contents(ben.messages()), expected);
  assert.ok(anna.messages().every(({ verified }) => verified === true));
  ben.line('/name Benjamin');
  await anna.event('presence', ({ changed }) => changed.some(({ username }) => username === 'Benjamin'));
  ben.line('/quit');
  assert.equal(await ben.exitCode, 0);
  anna.end();
  assert.equal(await anna.exitCode, 0);
});

test('when the input has ended everything is stored, in order, before it leaves', async (t) => {
  const lines = Array.from({ length: 60 }, (_, index) => `line ${String(index)}`);
  const script = openTerminal(t, room.url, ['--name', 'Script', '--channel', 'help']);
  script.write(`${lines.join('\n')}\nwithout a newline at the end`);
  script.end();
  assert.equal(await script.exitCode, 0);
  assert.deepEqual(contents(await stored(room.url, 'help')), [...lines, 'without a newline at the end']);
  assert.equal(script.events.filter(({ event }) => event === 'sent').length, 61);
});

test('--send sends texts as they are and leaves', async (t) => {
  const script = openTerminal(
    t,
    room.url,
    ['--name', 'Sender', '--channel', 'random', '--send', '/not a command\nand two lines', '--send', 'more'],
    { json: false },
  );
  assert.equal(await script.exitCode, 0, script.stderr);
  assert.deepEqual(contents(await stored(room.url, 'random')), ['/not a command\nand two lines', 'more']);
});

test('a file arrives byte for byte, under its name, and overwrites nothing', async (t) => {
  const folder = tempFolder(t);
  const bytes = Buffer.concat([
    Buffer.from('504b0304', 'hex'),
    Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251)),
  ]);
  writeFileSync(join(folder, 'für Ben 1.zip'), bytes);
  writeFileSync(join(folder, 'program.exe'), 'MZ');
  const anna = openTerminal(t, room.url, ['--name', 'Anna F'], { cwd: folder });
  const ben = openTerminal(t, room.url, ['--name', 'Ben F']);
  await ben.event('channel');
  anna.line('/file für Ben 1.zip');
  const { message } = await ben.event('message', ({ message: { file } }) => file !== null);
  assert.equal(message.type, 'file');
  assert.equal(message.file?.filename, 'für Ben 1.zip');
  const target = tempFolder(t);
  ben.line(`/get 1 "${target}"`);
  ben.line(`/get "für Ben 1.zip" "${target}"`);
  const { path, size } = await ben.event('saved', (saved) => saved.path.endsWith('(2).zip'));
  assert.equal(size, bytes.length);
  assert.deepEqual(readdirSync(target).toSorted(), ['für Ben 1 (2).zip', 'für Ben 1.zip']);
  for (const name of readdirSync(target)) assert.ok(readFileSync(join(target, name)).equals(bytes));
  assert.equal(path, join(target, 'für Ben 1 (2).zip'));

  // somebody who came later asks by name
  const late = openTerminal(t, room.url, ['--name', 'Late']);
  late.line(`/get "für Ben 1.zip" ${target}/renamed.zip`);
  late.end();
  assert.equal(await late.exitCode, 0, late.stdout);
  assert.ok(readFileSync(join(target, 'renamed.zip')).equals(bytes));

  anna.line('/file program.exe');
  await anna.event('problem', ({ error }) => error.message.includes('does not take such files'));
  anna.line('/file nowhere.txt');
  await anna.event('problem', ({ error }) =>
    error.message.includes(`There is no file ${join(folder, 'nowhere.txt')}`),
  );
  anna.end();
  assert.equal(await anna.exitCode, 1, 'a script that failed says so');
});

test('another channel is another conversation, and coming back shows what was missed, once', async (t) => {
  await room.server.channels.create({ id: 'one', name: 'One' });
  await room.server.channels.create({ id: 'two', name: 'Number Two' });
  const anna = openTerminal(t, room.url, ['--name', 'Anna C', '--channel', 'one']);
  const ben = openTerminal(t, room.url, ['--name', 'Ben C', '--channel', 'one']);
  await Promise.all([anna.event('channel'), ben.event('channel')]);
  anna.line('first');
  await ben.event('message', ({ message }) => message.content === 'first');
  ben.line('/join number two');
  await ben.event('channel', ({ channel }) => channel.id === 'two');
  anna.line('second');
  anna.line('third');
  await anna.event('sent', ({ message }) => message.content === 'third');
  ben.line('in two');
  await ben.event('sent', ({ message }) => message.content === 'in two');
  await ben.event('message', ({ message }) => message.content === 'in two');
  assert.deepEqual(contents(ben.messages()), ['first', 'in two']);
  ben.line('/join one');
  await ben.event('message', ({ message }) => message.content === 'third');
  anna.line('fourth');
  await ben.event('message', ({ message }) => message.content === 'fourth');
  assert.deepEqual(contents(ben.messages()), ['first', 'in two', 'second', 'third', 'fourth']);
  assert.deepEqual(contents(await stored(room.url, 'two')), ['in two']);
  ben.line('/join nowhere');
  const { error } = await ben.event('problem');
  assert.match(error.message, /There is no channel nowhere\. There are: general, /);
});

test('history on coming, and what was before it', async (t) => {
  await room.server.channels.create({ id: 'long', name: 'Long' });
  const writer = openTerminal(t, room.url, ['--name', 'Writer', '--channel', 'long']);
  const lines = Array.from({ length: 45 }, (_, index) => String(index));
  writer.write(lines.join('\n'));
  writer.end();
  assert.equal(await writer.exitCode, 0);
  const reader = openTerminal(t, room.url, ['--name', 'Reader', '--channel', 'long', '--history', '10']);
  await reader.event('message', ({ message }) => message.content === '44');
  assert.deepEqual(contents(reader.messages()), lines.slice(35));
  reader.line('/older');
  reader.line('/older');
  const last = await reader.event('older', ({ has_more: hasMore }) => !hasMore);
  const pages = reader.events.flatMap((event) => (event.event === 'older' ? [event.messages] : []));
  assert.deepEqual(contents(pages.toReversed().flat()), lines.slice(0, 35));
  assert.deepEqual(contents(last.messages), lines.slice(0, 5));
  const again = openTerminal(t, room.url, ['--name', 'Again', '--channel', 'long', '--history', '100'], {
    json: false,
  });
  again.line('/older');
  again.line('/channels');
  again.end();
  assert.equal(await again.exitCode, 0, again.stderr);
  assert.match(again.stdout, /^── nothing was said before ──\n# general\n(?:.*\n)*# long {2}Long$/m);
});
