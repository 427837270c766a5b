// Which subcommand runs, with which words; and what is said when none does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SUBCOMMANDS } from '../../../../server/cli/subcommands.ts';
import { runLanline } from '../../../../server/cli/run-lanline.ts';
import { VERSION } from '../../../../server/runtime/version.ts';
import { processContext } from '../../../../server/index.ts';

async function run(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    ({ write: (text: string) => (said[name] += text) }) as unknown as NodeJS.WriteStream & { fd: 1 };
  const status = await runLanline({
    ...processContext(),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    argv,
    invocation: (subcommand) => `npx lanline ${subcommand}`,
  });
  return { status, ...said };
}

test('--help, -h and help list every subcommand with a line on it', async () => {
  for (const word of ['--help', '-h', 'help']) {
    const { status, stdout, stderr } = await run(word);
    assert.deepEqual([status, stderr], [0, ''], word);
    assert.match(stdout, /^Usage: npx lanline <subcommand> \[flags\]\n/);
    for (const [name, { summary }] of SUBCOMMANDS)
      assert.match(stdout, new RegExp(`^ {2}${name} +${summary}$`, 'm'));
  }
});

test('help of a subcommand is its own --help, in the words that were typed', async () => {
  for (const name of SUBCOMMANDS.keys()) {
    const { status, stdout } = await run('help', name);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith(`Usage: npx lanline ${name} `), stdout);
    assert.deepEqual(await run(name, '--help'), { status, stdout, stderr: '' });
  }
});

test('--version', async () => {
  for (const word of ['--version', '-V'])
    assert.deepEqual(await run(word), { status: 0, stdout: `${VERSION}\n`, stderr: '' });
});

test('what is no subcommand exits with status 2, names those there are and the nearest', async () => {
  const there = `There are ${[...SUBCOMMANDS.keys()].join(', ')}. Run with --help to see what they do.\n`;
  for (const [argv, said] of [
    [['serf', '--port', '5001'], "Unknown subcommand 'serf'. Did you mean serve? "],
    [['help', 'cat'], "Unknown subcommand 'cat'. Did you mean chat? "],
    [['anything'], "Unknown subcommand 'anything'. "],
    [['toString'], "Unknown subcommand 'toString'. "],
    [['--port', '5001'], "Unknown option '--port'. "],
  ] as const)
    assert.deepEqual(await run(...argv), { status: 2, stdout: '', stderr: said + there });
});

test('no word at all: the help, on stderr, and status 2', async () => {
  const { status, stdout, stderr } = await run();
  assert.deepEqual([status, stdout], [2, '']);
  assert.match(stderr, /^Usage: npx lanline <subcommand>/);
});

test('a subcommand gets every word behind its name as it is', async () => {
  const { status, stderr } = await run('serve', '--port', 'x', '--name', 'help');
  assert.deepEqual([status, stderr], [2, '--port is "x"; expected a whole number from 0 to 65535.\n']);
  assert.match((await run('chat', '--', '-h://')).stderr, /^The address is "-h:\/\/"/);
});
