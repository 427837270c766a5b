// The entry itself: a process of its own, its signals, its streams and its parent.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';

const root = join(import.meta.dirname, '../../../..');
/** `lanline serve`, as words after Node */
const SERVE = [join(root, 'server/cli/lanline.ts'), 'serve'];
const ARGUMENTS = ['--host', '127.0.0.1', '--port', '0', '--data'];
const posix = { skip: process.platform === 'win32' && 'Windows has no such signals' };

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-headless-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true, maxRetries: 5 });
  });
  return made;
}

/** The port of the server whose output this is, once it is open. */
async function openPort(stdout: Readable): Promise<number> {
  const lines = createInterface(stdout);
  for await (const line of lines) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  return assert.fail('it ended before it was open');
}

async function run(
  t: TestContext,
  entry: readonly string[] = SERVE,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ child: ChildProcess; port: number; ended: Promise<unknown[]> }> {
  const child = spawn(process.execPath, [...entry, ...ARGUMENTS, folder(t)], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit');
  return { child, port: await openPort(child.stdout), ended };
}

async function assertNobodyListens(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await assert.rejects(once(socket, 'connect'), { code: 'ECONNREFUSED' });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal} closes it, and the process ends by itself with 0`, posix, async (t) => {
    const { child, ended, port } = await run(t);
    assert.equal((await fetch(`http://127.0.0.1:${String(port)}/api/health`)).status, 200);
    child.kill(signal);
    assert.deepEqual(await ended, [0, null]);
  });
}

test('one Ctrl-C that arrives twice closes it in good order', posix, async (t) => {
  const { child, ended } = await run(t);
  child.kill('SIGINT');
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
});

test('it stops when npm, which started it, is gone', posix, async (t) => {
  const shell = spawn(
    'sh',
    ['-c', '"$@" & wait', 'sh', process.execPath, ...SERVE, ...ARGUMENTS, folder(t)],
    {
      cwd: root,
      env: { ...process.env, npm_lifecycle_event: 'serve' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const port = await openPort(shell.stdout);
  // the server writes into the same pipe, so the shell's streams are closed only when it has ended too
  const ended = once(shell, 'close');
  shell.kill('SIGKILL');
  await ended;
  await assertNobodyListens(port);
});

test('a reader of its output that goes away does not end the chat', posix, async (t) => {
  const { child, ended, port } = await run(t);
  child.stdout?.destroy();
  for (let index = 0; index < 3; index += 1) {
    // each writes a line
    await fetch(`http://127.0.0.1:${String(port)}/api/channels/general/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        message: { content: 'hello', type: 'text' },
        user: { id: `u${String(index)}`, username: 'Anna' },
      }),
    });
  }
  assert.equal((await fetch(`http://127.0.0.1:${String(port)}/api/health`)).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
});

test('errors of the command come out as exit codes', async () => {
  const child = spawn(process.execPath, [...SERVE, '--port', 'x'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said = await child.stderr.setEncoding('utf8').toArray();
  assert.deepEqual(
    [said.join(''), child.exitCode ?? (await once(child, 'exit'))[0]],
    ['--port is "x"; expected a whole number from 0 to 65535.\n', 2],
  );
});

for (const zone of ['Etc/Unknown', 'Nowhere/Land'])
  test(`a machine whose time zone is ${zone} opens a room and is told that times are UTC`, async (t) => {
    const child = spawn(process.execPath, [...SERVE, ...ARGUMENTS, folder(t)], {
      env: { ...process.env, TZ: zone },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    t.after(() => {
      child.kill('SIGKILL');
    });
    const complaints = child.stderr.setEncoding('utf8').toArray();
    const ended = once(child, 'exit');
    await openPort(child.stdout);
    child.kill('SIGTERM');
    await ended;
    assert.equal(
      (await complaints).join(''),
      "This machine's time zone is not known (see TZ); times without a zone are taken as UTC.\n",
    );
  });

test('scripts/serve.js runs the current build, tells which, and serves its page', async (t) => {
  const { child, ended, port } = await run(t, [join(root, 'scripts/serve.js')]);
  const { build } = (await (await fetch(`http://127.0.0.1:${String(port)}/api/room`)).json()) as {
    build: string;
  };
  const noted = JSON.parse(readFileSync(join(root, 'out', build, 'build.json'), 'utf8')) as { build: string };
  assert.equal(noted.build, build);
  const page = await (await fetch(`http://127.0.0.1:${String(port)}/`)).text();
  assert.ok(
    page.includes(`<meta name="lanline-build" content="${build}">`),
    'the guests’ page is of the same build',
  );
  assert.ok(readdirSync(join(root, 'out', build, 'used-by')).includes(String(child.pid)));
  child.kill('SIGTERM');
  if (process.platform !== 'win32') assert.deepEqual(await ended, [0, null]);
});
