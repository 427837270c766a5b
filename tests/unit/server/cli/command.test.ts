// The command with real servers on real ports, within this process.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { io } from 'socket.io-client';
import { runCommand } from '../../../../server/cli/serve.ts';
import { moveDataFolder } from '../../../../server/index.ts';
import type { StopReason } from '../../../../server/cli/watch-end.ts';

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-command-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

/** What is written, and waiting for a part of it. */
class Output extends EventEmitter<{ text: [] }> {
  text = '';

  write(text: string): void {
    this.text += text;
    this.emit('text');
  }

  async match(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.text);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.once('text', resolve);
      });
    }
  }
}

function start(
  t: TestContext,
  argv: string[],
  { env = {}, cwd = '/nowhere' }: { env?: Record<string, string>; cwd?: string } = {},
) {
  const stdout = new Output();
  const stderr = new Output();
  const reasons = new EventEmitter<{ stop: [StopReason] }>();
  const { promise: listening, resolve: nowListening } = Promise.withResolvers<void>();
  const stop = () => {
    reasons.emit('stop', 'SIGTERM');
  };
  const code = runCommand({
    argv,
    env,
    cwd,
    stdout,
    stderr,
    invocation: (subcommand) => `npm run ${subcommand} --`,
    version: '1.2.3',
    build: 'test',
    networkInterfaces: () => ({}),
    onStop(listener) {
      reasons.on('stop', listener);
      nowListening();
      return () => {
        reasons.off('stop', listener);
      };
    },
    exitNow: (late) => {
      throw new Error(`had to exit with ${String(late)}`);
    },
  });
  t.after(async () => {
    stop();
    await code.catch(() => undefined);
  });
  const early = code.then((ended) => assert.fail(`ended with ${String(ended)}: ${stderr.text}`));
  early.catch(() => undefined); // waited for only while it should run
  const port = async () =>
    Number((await Promise.race([stdout.match(/is open\.[^]*http:\/\/127\.0\.0\.1:(\d+)/), early]))[1]);
  return { stdout, stderr, stop, code, reasons, listening, port };
}

const LOCAL = ['--host', '127.0.0.1'];

async function hold(t: TestContext, port: number): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('--help and --version answer and touch nothing', async (t) => {
  const cwd = folder(t);
  const help = start(t, ['--help'], { cwd });
  assert.equal(await help.code, 0);
  assert.match(help.stdout.text, /--max-upload <size>/);
  const version = start(t, ['--version'], { cwd });
  assert.equal(await version.code, 0);
  assert.equal(version.stdout.text, '1.2.3\n');
  assert.deepEqual(readdirSync(cwd), []);
  assert.equal(help.reasons.listenerCount('stop'), 0);
});

test('a bad setting ends it with 2, on stderr alone, before anything is touched', async (t) => {
  const cwd = folder(t);
  const bad = start(t, ['--port', 'x', '--limits', 'y'], { cwd });
  assert.equal(await bad.code, 2);
  assert.equal(bad.stdout.text, '');
  assert.equal(
    bad.stderr.text,
    '--port is "x"; expected a whole number from 0 to 65535.\n--limits is "y"; expected "on" or "off".\n',
  );
  assert.deepEqual(readdirSync(cwd), []);
});

test('it runs until told to stop, and frees the port', async (t) => {
  const cwd = folder(t);
  const room = start(t, [...LOCAL, '--port', '0', '--data', 'room', '--name', 'Küche'], {
    cwd,
    env: { LANLINE_PROT: '1' },
  });
  const port = await room.port();
  const answer = (await (await fetch(`http://127.0.0.1:${String(port)}/api/room`)).json()) as Record<
    string,
    unknown
  >;
  assert.deepEqual({ name: answer['name'], build: answer['build'] }, { name: 'Küche', build: 'test' });
  assert.match(room.stdout.text, /Küche is open\. Lanline 1\.2\.3/);
  assert.ok(room.stdout.text.includes(`Data folder: ${join(cwd, 'room')}\n`));
  const anna = io(`http://127.0.0.1:${String(port)}`);
  t.after(() => anna.close());
  anna.emit('join_user', { user: { id: 'anna', username: 'Anna' } });
  await room.stdout.match(/\d\d:\d\d:\d\d {2}Anna came, 1 here/);
  assert.match(room.stderr.text, /LANLINE_PROT is no setting/);
  assert.ok(readdirSync(join(cwd, 'room/logs')).some((name) => name.endsWith('.log')));
  room.stop();
  assert.equal(await room.code, 0);
  assert.match(room.stdout.text, /\n {2}The room is closed\.\n$/);
  assert.equal(room.reasons.listenerCount('stop'), 0);
  const [log = ''] = readdirSync(join(cwd, 'room/logs'));
  assert.match(readFileSync(join(cwd, 'room/logs', log), 'utf8'), /"msg":"running"/);
  await hold(t, port);
});

test('told to stop while it starts, it stops', async (t) => {
  const room = start(t, [...LOCAL, '--port', '0', '--data', folder(t)]);
  // reading settings and looking at the port come first
  await room.listening;
  room.stop();
  assert.equal(await room.code, 0);
  assert.doesNotMatch(room.stdout.text, /is open/);
});

test('an explicit port taken ends it with 3, who holds it and a command that works', async (t) => {
  const cwd = folder(t);
  const port = await hold(t, 0);
  for (const given of [['--port', String(port)], [`--port=${String(port)}`], []]) {
    const env: Record<string, string> = given.length === 0 ? { LANLINE_PORT: String(port) } : {};
    const refused = start(t, [...given, ...LOCAL, '--name', 'Anna & "Co"', '--data', 'd'], { env, cwd });
    assert.equal(await refused.code, 3);
    assert.equal(refused.stdout.text, '');
    const said =
      /^Port (\d+) is taken by (.+)\. This would work: npm run serve -- (.+)\n$/.exec(refused.stderr.text) ??
      assert.fail(refused.stderr.text);
    assert.equal(said[1], String(port));
    assert.match(
      said[2] ?? '',
      process.platform === 'linux' ? new RegExp(`\\(process ${String(process.pid)}\\)`) : /./,
    );
    assert.match(said[3] ?? '', /^--host 127\.0\.0\.1 --name "Anna & \\"Co\\"" --data d --port \d+$/);
    assert.deepEqual(readdirSync(cwd), [], 'nothing was touched');
    // as a shell would cut it
    const words =
      (said[3] ?? '')
        .match(/"(?:\\.|[^"])*"|\S+/g)
        ?.map((word) => word.replace(/^"(.*)"$/, '$1').replaceAll(/\\(.)/g, '$1')) ?? [];
    const room = start(t, words, { env, cwd: folder(t) });
    assert.equal(await room.port(), Number(words.at(-1)));
    room.stop();
    assert.equal(await room.code, 0);
  }
});

test('the default port taken: the next free one, said loudly', async (t) => {
  // whoever has it, we or somebody else
  await hold(t, 5000).catch((error: unknown) => {
    assert.match(String(error), /EADDRINUSE/);
  });
  const room = start(t, [...LOCAL, '--data', folder(t)]);
  const port = await room.port();
  assert.ok(port > 5000 && port <= 5101, String(port));
  await room.stdout.match(
    new RegExp(
      `Port 5000 is taken by .+, so this room is on port ${String(port)}\\. Guests must use that\\.`,
    ),
  );
  assert.equal((await fetch(`http://127.0.0.1:${String(port)}/api/health`)).status, 200);
});

test('rooms that start at once without a port each find one', async (t) => {
  const rooms = Array.from({ length: 4 }, () => start(t, [...LOCAL, '--data', folder(t)]));
  const ports = await Promise.all(rooms.map((room) => room.port()));
  assert.equal(new Set(ports).size, rooms.length, ports.join());
});

test('a folder in use ends it with 4 and says by whom', async (t) => {
  const data = folder(t);
  const first = start(t, [...LOCAL, '--port', '0', '--data', data]);
  const port = await first.port();
  const second = start(t, [...LOCAL, '--port', '0', '--data', data]);
  assert.equal(await second.code, 4);
  assert.match(
    second.stderr.text,
    new RegExp(`${data} is in use by process ${String(process.pid)} on port ${String(port)}.*--data`),
  );
  assert.equal((await fetch(`http://127.0.0.1:${String(port)}/api/health`)).status, 200, 'the first goes on');
});

test('an address that this machine does not have ends it with 2', async (t) => {
  const refused = start(t, ['--host', '198.51.100.77', '--port', '0', '--data', folder(t)]);
  assert.equal(await refused.code, 2);
  assert.equal(
    refused.stderr.text,
    'This machine has no address 198.51.100.77 now. Choose another with --host.\n',
  );
});

test('a folder that cannot be one ends it with 1 and names it', async (t) => {
  const file = join(folder(t), 'file');
  writeFileSync(file, '');
  const refused = start(t, [...LOCAL, '--port', '0', '--data', file]);
  assert.equal(await refused.code, 1);
  assert.match(
    refused.stderr.text,
    new RegExp(`^The data folder ${file} cannot be used \\(.+\\)\\. Choose another with --data\\.\n$`),
  );
});

test('a folder whose room was moved ends it with 1, where it is now and a command that works', async (t) => {
  const cwd = folder(t);
  const first = start(t, [...LOCAL, '--port', '0', '--data', 'old'], { cwd });
  await first.port();
  first.stop();
  assert.equal(await first.code, 0);
  await moveDataFolder({ from: join(cwd, 'old'), to: join(cwd, 'new') });
  const refused = start(t, [...LOCAL, '--data', 'old', '--port', '0'], { cwd });
  assert.equal(await refused.code, 1);
  const [, to = '', command = ''] =
    /^The room of the data folder .+ is in (.+)\. This would work: npm run serve -- (.+)\n$/.exec(
      refused.stderr.text,
    ) ?? assert.fail(refused.stderr.text);
  assert.equal(to, join(realpathSync(cwd), 'new'));
  assert.deepEqual(readdirSync(join(cwd, 'old')), ['moved-to.json']);
  const room = start(t, command.split(' '), { cwd });
  await room.port();
  assert.ok(room.stdout.text.includes(`Data folder: ${to}\n`));
});

test('what opening the folder repaired or found missing is one report before the banner', async (t) => {
  const data = folder(t);
  const whole = start(t, [...LOCAL, '--port', '0', '--data', data]);
  await whole.port();
  whole.stop();
  await whole.code;
  assert.doesNotMatch(whole.stdout.text, /damaged|missing/);
  appendFileSync(join(data, 'channels', 'general.jsonl'), '{"seq":1,"ki');
  rmSync(join(data, 'channels', 'help.jsonl'));
  const { stdout, port } = start(t, [...LOCAL, '--port', '0', '--data', data]);
  await port();
  const [before = ''] = stdout.text.split(' is open.');
  assert.match(before, /^Some data in the data folder is missing or damaged:$/m);
  assert.match(before, /^ {2}#general: an unfinished last message was moved to the folder “damaged”\.$/m);
  assert.match(before, /^ {2}#help: its messages are missing\.$/m);
  assert.match(before, /close the room and run: npm run check -- --data \S+$/m);
  assert.doesNotMatch(stdout.text, /torn-tail-cut|log-missing/, 'and not a second time as lines of the log');
});
