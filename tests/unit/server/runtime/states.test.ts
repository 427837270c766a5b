// The state machine: transitions come one after another, a fatal fault is a state, and it can be started
// again.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Worker } from 'node:worker_threads';
import {
  createChatServer,
  defaultSettings,
  type ChatServer,
  type ServerState,
  type Settings,
} from '../../../../server/index.ts';
import { nodeFileSystem, type FileSystem } from '../../../../server/store/files/file-system.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

interface Watched {
  server: ChatServer;
  /** Every state so far */
  states: ServerState[];
  /** Resolves with the next state of that name. */
  reached<S extends ServerState['state']>(state: S): Promise<Extract<ServerState, { state: S }>>;
}

async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-states-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function watched(
  t: TestContext,
  settings: Partial<Settings> = {},
  fs: FileSystem = nodeFileSystem,
): Promise<Watched> {
  const data = settings.data ?? (await temporaryFolder(t));
  const server = createChatServer({
    fs,
    settings: { ...defaultSettings, host: '127.0.0.1', port: 0, ...settings, data },
  });
  t.after(() => server.close());
  const states: ServerState[] = [];
  const conditions = createConditions();
  let seen = 0;
  server.events.on('state', (state) => {
    states.push(state);
    conditions.changed();
  });
  return {
    server,
    states,
    reached: (name) =>
      conditions.until(
        () => {
          const found = states.findIndex(({ state }, index) => index >= seen && state === name);
          if (found < 0) return undefined;
          seen = found + 1;
          return states[found] as Extract<ServerState, { state: typeof name }>;
        },
        () => `the state ${name}; there were ${states.map(({ state }) => state).join(', ')}`,
      ),
  };
}
const names = (states: readonly ServerState[]): string[] => states.map(({ state }) => state);

/** What is published on one of Node's diagnostics channels from now on. */
function listen<T>(t: TestContext, channel: string): T[] {
  const messages: T[] = [];
  const take = (message: unknown): void => {
    messages.push(message as T);
  };
  subscribe(channel, take);
  t.after(() => unsubscribe(channel, take));
  return messages;
}

test('stopped, starting, running, stopping, stopped', async (t) => {
  const { server, states } = await watched(t);
  assert.deepEqual(server.state, { state: 'stopped' });
  const { host, port } = await server.start();
  assert.ok(port > 0);
  const { since, ...state } =
    server.state.state === 'running' ? server.state : assert.fail(server.state.state);
  assert.deepEqual(state, { state: 'running', host, port });
  assert.ok(Date.parse(since) <= Date.now(), since);
  await server.close();
  assert.deepEqual(names(states), ['starting', 'running', 'stopping', 'stopped']);
  await assert.rejects(fetch(`http://127.0.0.1:${String(port)}/api/health`));
});

test('starts and closes in a row come one after another; repeating one is harmless', async (t) => {
  const { server, states } = await watched(t);
  const [first, second] = await Promise.all([
    server.start(),
    server.start(),
    server.close(),
    server.close(),
    server.start(),
  ]);
  assert.deepEqual(first, second);
  assert.deepEqual(names(states), ['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
  await Promise.all([server.close(), server.start(), server.close()]);
  assert.equal(server.state.state, 'stopped');
  await assert.rejects(server.channels.create({ name: 'x' }), /not running/);
});

test('clients are told that it closes', async (t) => {
  const { server } = await watched(t);
  const { port } = await server.start();
  const anna = await enter(`http://127.0.0.1:${String(port)}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await server.close('Gone for lunch');
  assert.deepEqual(await anna.next('server_closing'), { reason: 'Gone for lunch', code: 'stopping' });
});

test('a start that fails is a state with its reason, and the next one may succeed', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    taken.once('listening', resolve);
  });
  const address = taken.address();
  assert.ok(address && typeof address === 'object');
  const { server, states } = await watched(t, { port: address.port });
  await assert.rejects(server.start(), { code: 'EADDRINUSE' });
  const { fault } = server.state.state === 'failed' ? server.state : assert.fail(server.state.state);
  assert.ok(
    fault.code === 'port_taken' &&
      fault.port === address.port &&
      fault.free !== undefined &&
      fault.free > address.port,
    JSON.stringify(fault),
  );
  await new Promise((resolve) => {
    taken.close(resolve);
  });
  assert.equal((await server.start()).port, address.port);
  assert.deepEqual(names(states), ['starting', 'failed', 'starting', 'running']);
});

test('a second server on the same folder fails, names the holder, and may start when that is closed', async (t) => {
  const data = await temporaryFolder(t);
  const [first, second] = [await watched(t, { data }), await watched(t, { data })];
  await first.server.start();
  await assert.rejects(second.server.start(), { name: 'FolderLockedError' });
  assert.match(
    second.server.state.state === 'failed' ? second.server.state.reason : '',
    new RegExp(String(process.pid)),
  );
  assert.equal(first.server.state.state, 'running');
  await first.server.close();
  await second.server.start();
});

test('the index’s worker ends: failed with the reason, its clients are let go, and it starts again with everything', async (t) => {
  const workers = listen<{ worker: Worker }>(t, 'worker_threads');
  const { server, reached } = await watched(t);
  const { port } = await server.start();
  const anna = await enter(`http://127.0.0.1:${String(port)}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await anna.say('general', 'before');
  assert.equal(workers.length, 1);
  const gone = new Promise((resolve) => {
    anna.socket.once('disconnect', resolve);
  });
  await workers[0]?.worker.terminate();
  assert.match((await reached('failed')).reason, /index/);
  await gone;
  const again = await server.start();
  const listed = await (
    await fetch(`http://127.0.0.1:${String(again.port)}/api/channels/general/messages`)
  ).json();
  assert.deepEqual(
    listed.map(({ content }: { content: string }) => content),
    ['before'],
  );
});

test('a fault while it starts is not forgotten', async (t) => {
  const workers = listen<{ worker: Worker }>(t, 'worker_threads');
  let isPlanted = true;
  const { server, reached } = await watched(
    t,
    {},
    {
      ...nodeFileSystem,
      async readdir(path) {
        const found = workers[0];
        if (found && isPlanted) {
          isPlanted = false;
          await found.worker.terminate();
        }
        return nodeFileSystem.readdir(path);
      },
    },
  );
  await server.start().catch(() => undefined);
  assert.match((await reached('failed')).reason, /index/);
  assert.equal(isPlanted, false);
  await server.start();
  assert.equal(server.state.state, 'running');
});

test('the listener fails: failed with the reason, and closing is harmless', async (t) => {
  const requests = listen<{ server: Server }>(t, 'http.server.request.start');
  const { server, states, reached } = await watched(t);
  const { port } = await server.start();
  await (await fetch(`http://127.0.0.1:${String(port)}/api/health`)).json();
  // as the system's error arrives
  requests[0]?.server.emit('error', Object.assign(new Error('accept ENFILE'), { code: 'ENFILE' }));
  assert.deepEqual(await reached('failed'), {
    state: 'failed',
    reason: 'accept ENFILE',
    fault: { code: 'internal', detail: 'accept ENFILE' },
  });
  await server.close();
  assert.deepEqual(names(states), ['starting', 'running', 'failed', 'stopped']);
  await server.start();
});
