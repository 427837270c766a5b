// The host with real servers: states in order, deadlines, what they tell, and every way back from a fault.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Worker } from 'node:worker_threads';
import type { NumberedLine, ServerState } from '../../../../main/ipc/contract.ts';
import { ChatServerHost } from '../../../../main/server/server-host.ts';
import {
  createChatServer,
  defaultSettings,
  type ChatServer,
  type Settings,
} from '../../../../server/index.ts';
import { nodeFileSystem, type FileSystem } from '../../../../server/store/files/file-system.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createManualClock, type ManualClock } from '../../../support/helpers/manual-clock.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

interface Options {
  clock?: ManualClock;
  settings?: () => Partial<Settings>;
  fs?: FileSystem;
  /** Changes each server that is made */
  wrap?: (server: ChatServer) => ChatServer;
}

async function openHost(
  t: TestContext,
  {
    clock = createManualClock(),
    settings = () => ({}),
    fs = nodeFileSystem,
    wrap = (server) => server,
  }: Options = {},
) {
  const data = await mkdtemp(join(tmpdir(), 'lanline-host-'));
  const made: ChatServer[] = [];
  const notes: string[] = [];
  const lines: NumberedLine['line'][] = [];
  const states: ServerState[] = [];
  const conditions = createConditions();
  const host = new ChatServerHost({
    clock,
    note: (_level, message) => {
      notes.push(message);
    },
    onLog: (line) => {
      lines.push(line);
    },
    makeServer: () => {
      const server = createChatServer({
        fs,
        settings: {
          ...defaultSettings,
          host: '127.0.0.1',
          localName: '',
          port: 0,
          freeSpaceFloor: 0,
          data,
          ...settings(),
        },
      });
      made.push(server);
      return wrap(server);
    },
  });
  t.after(async () => {
    await host.stop();
    await Promise.all(made.map(async (server) => server.close()));
    await rm(data, { recursive: true, force: true });
  });
  host.on('state', (state) => {
    states.push(state);
    conditions.changed();
  });
  const names = () => states.map(({ state }) => state);
  const reached = (name: ServerState['state']) =>
    conditions.until(
      () => (names().includes(name) ? true : undefined),
      () => `${name}; there were ${names().join(', ')}`,
    );
  return { host, made, notes, lines, states, names, reached, conditions };
}

const port = ({ state }: ChatServerHost): number => (state.state === 'running' ? state.port : 0);
const isUp = async (number: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${String(number)}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );

test('starts and stops, each with its states, and frees the port', async (t) => {
  const { host, names, lines } = await openHost(t);
  assert.deepEqual(host.state, { state: 'stopped' });
  await host.start();
  const number = port(host);
  assert.equal(await isUp(number), true);
  assert.ok(lines.some(({ msg }) => msg === 'running'));
  await host.stop('enough');
  assert.equal(await isUp(number), false);
  assert.deepEqual(names(), ['starting', 'running', 'stopping', 'stopped']);
});

test('what is asked at once comes one after another, and a repeated wish does nothing', async (t) => {
  const { host, names, made } = await openHost(t);
  await Promise.all([host.start(), host.start(), host.stop(), host.stop(), host.start()]);
  assert.deepEqual(names(), ['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
  assert.equal(made.length, 2);
});

test('a start that fails is a state; the next one makes a new server with the settings as they are then', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    taken.once('listening', resolve);
  });
  t.after(() => {
    taken.close();
  });
  const address = taken.address();
  assert.ok(address && typeof address === 'object');
  let wanted = address.port;
  const { host, names, notes } = await openHost(t, { settings: () => ({ port: wanted }) });
  await host.start();
  assert.equal(host.state.state, 'failed');
  assert.deepEqual(notes, ['start-failed']);
  wanted = 0;
  await host.start();
  assert.equal(await isUp(port(host)), true);
  assert.deepEqual(names(), ['starting', 'failed', 'starting', 'running']);
});

test('what prepares a server may fail too', async (t) => {
  const { host } = await openHost(t, {
    settings: () => {
      throw new Error('no settings');
    },
  });
  await host.start();
  assert.deepEqual(host.state, {
    state: 'failed',
    reason: 'no settings',
    fault: { code: 'internal', detail: 'no settings' },
  });
  await host.stop();
  assert.deepEqual(host.state, { state: 'stopped' });
});

test('a server that failed while running is started again on its own folder', async (t) => {
  const workers: Worker[] = [];
  const take = (message: unknown): void => {
    workers.push((message as { worker: Worker }).worker);
  };
  subscribe('worker_threads', take);
  t.after(() => unsubscribe('worker_threads', take));
  const { host, names, reached, conditions } = await openHost(t);
  await host.start();
  await host.channels.create({ name: 'kept' });
  host.on('people', () => {
    conditions.changed();
  });
  const anna = await enter(`http://127.0.0.1:${String(port(host))}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await conditions.until(
    () => (host.people[0]?.name === 'Anna' ? true : undefined),
    () => 'Anna',
  );
  // it cannot go on without its view
  await workers[0]?.terminate();
  await reached('failed');
  assert.deepEqual([host.people, host.network, host.channelList], [[], { addresses: [] }, []]);
  await assert.rejects(host.channels.create({ name: 'late' }), {
    fault: { code: 'not_running', detail: 'The server is not running' },
  });
  await host.start();
  assert.deepEqual(names(), ['starting', 'running', 'failed', 'starting', 'running']);
  assert.ok(host.channels.list().some(({ name }) => name === 'kept'));
});

test('a start that takes longer than a minute has failed, and the late server is closed', async (t) => {
  const clock = createManualClock();
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  let isHeld = true;
  const { host, made } = await openHost(t, {
    clock,
    fs: {
      ...nodeFileSystem,
      async mkdir(path) {
        if (isHeld) await gate;
        await nodeFileSystem.mkdir(path);
      },
    },
  });
  const started = host.start();
  await clock.scheduled(60_000);
  clock.advance(60_000);
  await started;
  assert.equal(host.state.state, 'failed');
  assert.match(host.state.state === 'failed' ? host.state.reason : '', /within a minute/);
  const [late] = made;
  assert.ok(late);
  const isClosed = new Promise<void>((resolve) => {
    late.events.on('state', ({ state }) => {
      if (state === 'stopped') resolve();
    });
  });
  isHeld = false;
  open(undefined);
  await isClosed;
  await host.start();
  assert.equal(host.state.state, 'running');
});

test('a server that does not end within ten seconds is not called stopped', async (t) => {
  const clock = createManualClock();
  const { host, notes, reached } = await openHost(t, {
    clock,
    wrap: (server) =>
      Object.create(server, { close: { value: async () => new Promise(() => undefined) } }) as ChatServer,
  });
  await host.start();
  const stopped = host.stop();
  await reached('stopping');
  await clock.scheduled(10_000);
  clock.advance(10_000);
  await stopped;
  assert.equal(host.state.state, 'failed');
  assert.deepEqual(notes, ['stop-failed']);
});

test('while stopped: the action sees no server, and afterwards it runs again, also when the action failed', async (t) => {
  const { host, names } = await openHost(t);
  await host.start();
  const number = port(host);
  assert.equal(await host.whileStopped('moving', async () => isUp(number)), false);
  assert.equal(host.state.state, 'running');
  await assert.rejects(
    host.whileStopped('moving', async () => {
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.equal(host.state.state, 'running');
  await host.stop();
  await host.whileStopped('moving', async () => undefined);
  assert.equal(names().at(-1), 'stopped');
});

test('guests hear whether it comes back by itself', async (t) => {
  const { host } = await openHost(t);
  const heard = async (end: () => Promise<unknown>): Promise<string> => {
    await host.start();
    const anna = await enter(`http://127.0.0.1:${String(port(host))}`, person('Anna'));
    t.after(() => {
      anna.close();
    });
    await end();
    return (await anna.next('server_closing')).code;
  };
  assert.equal(await heard(async () => host.restart('Other settings')), 'restarting');
  assert.equal(await heard(async () => host.stop()), 'stopping');
});

test('a stop that is asked meanwhile is not preceded by a start', async (t) => {
  const { host, names, reached } = await openHost(t);
  await host.start();
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  const moved = host.whileStopped('moving', async () => gate);
  await reached('stopped');
  const stopped = host.stop();
  open(undefined);
  await Promise.all([moved, stopped]);
  assert.deepEqual(names(), ['starting', 'running', 'stopping', 'stopped']);
  await host.start();
  assert.equal(host.state.state, 'running');
});

test('channels are told with how much is in them; without a server they are refused as not running', async (t) => {
  const { host, conditions } = await openHost(t);
  await assert.rejects(host.channels.info(), {
    fault: { code: 'not_running', detail: 'The server is not running' },
  });
  let told: string[] = [];
  host.on('channels', (channels) => {
    told = channels.map(({ name }) => name);
    conditions.changed();
  });
  await host.start();
  await host.channels.create({ name: 'lunch' });
  await conditions.until(
    () => (told.includes('lunch') ? true : undefined),
    () => `the channel; told were ${told.join(', ')}`,
  );
  await host.stop();
  assert.throws(
    () => {
      host.kick('x');
    },
    { fault: { code: 'not_running', detail: 'The server is not running' } },
  );
});

test('who is here is told, and nobody is when it stops', async (t) => {
  const { host, conditions } = await openHost(t);
  await host.start();
  host.on('people', () => {
    conditions.changed();
  });
  const anna = await enter(`http://127.0.0.1:${String(port(host))}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await conditions.until(
    () => (host.people[0]?.name === 'Anna' ? true : undefined),
    () => 'Anna',
  );
  const gone: string[] = [];
  host.on('people', (change) => {
    gone.push(...change.gone);
  });
  const [{ id } = { id: '' }] = host.people;
  await host.stop();
  assert.deepEqual(gone, [id]);
  assert.deepEqual(host.people, []);
  assert.deepEqual(host.network, { addresses: [] });
});
