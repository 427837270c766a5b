// A whole conversation by `lanline --cli`, from any app that answers to it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Terminal } from '../../unit/terminal/terminal.ts';

/** Starts the app with these words after `--cli`. */
export type OpenCli = (...words: string[]) => Terminal;

// Electron gives what it runs no input there
const hasInput = process.platform !== 'win32';

/**
 * A server, one who says something, and one who gets it; the server is then told to stop and exits with
 * status 0. Resolves with what the server printed. `folder` keeps the secrets of both.
 */
export async function converse(
  open: OpenCli,
  { folder, flags = [] }: { folder: string; flags?: readonly string[] },
): Promise<string> {
  const server = open('serve', '--host', '127.0.0.1', '--port', '0', '--local-name', 'off', ...flags);
  await server.printed(/Ctrl\+C closes the room/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(server.stdout)?.[0] ?? assert.fail(server.stdout);
  const chat = (name: string, ...words: string[]): Terminal =>
    open('chat', '--name', name, '--profile', join(folder, name), ...words, url);

  const ben = chat('Ben', '--json', '--stay');
  await ben.event('channel');
  const anna = chat('Anna', ...(hasInput ? [] : ['--send', 'Hello from a terminal']));
  if (hasInput) {
    anna.line('Hello from a terminal');
    anna.end();
  }
  assert.equal(await anna.exitCode, 0, anna.stderr);
  const { message } = await ben.event('message');
  assert.deepEqual([message.username, message.content], ['Anna', 'Hello from a terminal']);

  assert.ok(server.pid);
  process.kill(server.pid, 'SIGTERM');
  const status = await server.exitCode;
  // Windows ends whom it is told to end without asking
  if (process.platform !== 'win32') {
    assert.equal(status, 0, server.stderr);
    assert.match(server.stdout, /The room is closed\./);
  }
  return server.stdout;
}
