// Settings, host and real servers together: changes while it runs, ports that cannot be had, and the port
// that is kept.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '../../../../main/lifecycle/clock.ts';
import { createServerHost, type ServerHost } from '../../../../main/server/server-host.ts';
import { startOptions } from '../../../../main/server/start-options.ts';
import { applyServerSettings } from '../../../../main/settings/apply-server-settings.ts';
import { memorySettings } from '../memory-settings.ts';

async function open(t: TestContext, server: Record<string, unknown> = { port: 0 }) {
  const data = await mkdtemp(join(tmpdir(), 'lanline-force-'));
  const notes: string[] = [];
  const note = (level: string, message: string): void => {
    notes.push(`${level}: ${message}`);
  };
  const { settings, kept } = memorySettings({
    data,
    server,
    note,
    apply: async (change) => applyServerSettings(host, change),
  });
  const host: ServerHost = createServerHost({
    prepare: async () => startOptions(settings, note),
    clock: systemClock,
    note,
    onLog: () => undefined,
  });
  t.after(async () => {
    await host.stop();
    await rm(data, { recursive: true, force: true });
  });
  const states: string[] = [];
  host.on('state', ({ state }) => {
    states.push(state);
  });
  const port = (): number => (host.state.state === 'running' ? host.state.port : 0);
  const room = async () =>
    (await (await fetch(`http://127.0.0.1:${String(port())}/api/room`)).json()) as { name: string };
  return { settings, kept, host, notes, states, port, room };
}

/** A port that somebody else has. */
async function taken(t: TestContext, number = 0): Promise<number> {
  const other: Server = createServer().listen(number, '127.0.0.1');
  await new Promise((resolve, reject) => {
    other.once('listening', resolve).once('error', reject);
  });
  t.after(() => {
    other.close();
  });
  const address = other.address();
  assert.ok(address && typeof address === 'object');
  return address.port;
}

async function free(): Promise<number> {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    other.once('listening', resolve);
  });
  const address = other.address();
  await new Promise((resolve) => {
    other.close(resolve);
  });
  assert.ok(address && typeof address === 'object');
  return address.port;
}

test('a change while it runs is in force when it is answered', async (t) => {
  const { settings, host, room, states, port } = await open(t);
  await host.start();
  const to = await free();
  const outcome = await settings.change({ server: { name: 'Chemie', port: to } });
  assert.equal(outcome.ok, true);
  assert.equal(port(), to);
  assert.equal((await room()).name, 'Chemie');
  assert.deepEqual(states, ['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
});

test('what changes nothing for the server leaves it alone, and a stopped one stays stopped', async (t) => {
  const { settings, host, states } = await open(t);
  await settings.change({ server: { name: 'Before' } });
  assert.deepEqual(states, []);
  await host.start();
  await settings.change({ server: { name: 'Before' }, desktop: { theme: 'dark' } });
  assert.deepEqual(states, ['starting', 'running']);
});

test('a port that somebody has is refused, and nobody is sent away for it', async (t) => {
  const { settings, host, states, kept, port } = await open(t, { port: await free() });
  await host.start();
  const before = port();
  const outcome = await settings.change({ server: { port: await taken(t), name: 'New' } });
  assert.ok(!outcome.ok);
  assert.equal(outcome.fault.problems?.['port']?.code, 'port_taken');
  assert.match(outcome.fault.problems['port'].expected, /^a free port, such as \d+$/);
  assert.equal(port(), before);
  assert.deepEqual(states, ['starting', 'running']);
  assert.equal(kept().server['port'], before);
  assert.equal(kept().server['name'], undefined);
});

test('an address that this machine does not have is refused, and it runs again on the old one', async (t) => {
  const { settings, host, room } = await open(t);
  await host.start();
  const outcome = await settings.change({ server: { host: '203.0.113.7' } });
  assert.equal(outcome.ok ? '' : outcome.fault.problems?.['host']?.code, 'address_missing');
  assert.equal(settings.server.host, '127.0.0.1');
  assert.equal(host.state.state, 'running');
  assert.ok((await room()).name);
});

test('a chosen port that is taken is a failed start with its owner and another one; after choosing that it starts', async (t) => {
  const number = await taken(t);
  const { settings, host } = await open(t, { port: number });
  await host.start();
  assert.ok(host.state.state === 'failed' && host.state.fault.code === 'port_taken');
  const { free: other } = host.state.fault;
  assert.ok(other);
  assert.equal((await settings.change({ server: { port: other } })).ok, true);
  await host.start();
  assert.equal(host.state.state, 'running');
});

test('the usual port taken: another one, said, and kept for the next time', async (t) => {
  const { settings, host, kept, notes, port } = await open(t, {});
  // whoever has it: this test, or somebody who was there before
  await taken(t, settings.server.port).catch(() => undefined);
  assert.equal(settings.isPortGiven, false);
  await host.start();
  assert.notEqual(port(), 0);
  assert.notEqual(port(), 5000);
  assert.equal(kept().server['port'], port());
  assert.match(notes.join(), /^warn: Port 5000 is taken by .*, so this room is on port \d+/);
});
