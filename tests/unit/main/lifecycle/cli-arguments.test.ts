// Which words of a command line are for the command.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cliArguments } from '../../../../main/lifecycle/cli-arguments.ts';

test('exactly what follows --cli, also a second one', () => {
  assert.deepEqual(
    cliArguments(['--no-sandbox', '/app', '--user-data-dir=/x', '--cli', 'serve', '--name', '--cli', '-x']),
    ['serve', '--name', '--cli', '-x'],
  );
  assert.deepEqual(cliArguments(['--cli']), []);
});

test('a -- right after it is no word of the command, later ones are', () => {
  assert.deepEqual(cliArguments(['--cli', '--', 'chat', 'http://x', '--', '-y']), [
    'chat',
    'http://x',
    '--',
    '-y',
  ]);
});

test('without it there is no command', () => {
  assert.equal(cliArguments(['--port', '5001', '--name=--cli']), undefined);
});
