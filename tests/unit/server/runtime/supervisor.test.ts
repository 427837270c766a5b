// The supervisor where the settings change between starts and time is limited: what it does with a start or a
// stop that fails or takes too long, and with what needs a stopped server.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  createSupervisor,
  defaultSettings,
  type ChatServer,
  type ServerState,
  type Settings,
} from '../../../../server/index.ts';
import { nodeFileSystem, type FileSystem } from '../../../../server/store/files/file-system.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

async function supervise(
  t: TestContext,
  {
    settings = () => ({}),
    fs = nodeFileSystem,
  }: { settings?: () => Partial<Settings>; fs?: FileSystem } = {},
) {
  const data = await mkdtemp(join(tmpdir(), 'lanline-supervisor-'));
  const problems: string[] = [];
  const states: ServerState[] = [];
  const conditions = createConditions();
  const clock = createManualClock();
  const server = createSupervisor({
    clock,
    deadlines: { start: 60_000, stop: 10_000 },
    onProblem: (event) => {
      problems.push(event);
    },
    prepare: () => ({
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
    }),
  });
  t.after(async () => {
    await server.close().catch(() => undefined);
    await rm(data, { recursive: true, force: true });
  });
  server.events.on('state', (state) => {
    states.push(state);
    conditions.changed();
  });
  const names = () => states.map(({ state }) => state);
  const reached = (name: ServerState['state']) =>
    conditions.until(
      () => (names().includes(name) ? true : undefined),
      () => `${name}; there were ${names().join(', ')}`,
    );
  return { server, clock, problems, names, reached };
}

const port = ({ state }: ChatServer): number => (state.state === 'running' ? state.port : 0);
const isUp = async (number: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${String(number)}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );

test('a start that fails is a state; the next one takes the settings as they are then', async (t) => {
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
  const { server, names, problems } = await supervise(t, { settings: () => ({ port: wanted }) });
  await assert.rejects(server.start(), { code: 'EADDRINUSE' });
  assert.equal(server.state.state, 'failed');
  assert.deepEqual(problems, ['start-failed']);
  wanted = 0;
  await server.start();
  assert.equal(await isUp(port(server)), true);
  assert.deepEqual(names(), ['starting', 'failed', 'starting', 'running']);
});

test('what prepares a start may fail too', async (t) => {
  const { server } = await supervise(t, {
    settings: () => {
      throw new Error('no settings');
    },
  });
  await assert.rejects(server.start(), /no settings/);
  assert.deepEqual(server.state, {
    state: 'failed',
    reason: 'no settings',
    fault: { code: 'internal', detail: 'no settings' },
  });
  await server.close();
  assert.deepEqual(server.state, { state: 'stopped' });
});

test('a start that takes longer than a minute has failed, and the late server is closed', async (t) => {
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  let isHeld = true;
  const { server, clock } = await supervise(t, {
    fs: {
      ...nodeFileSystem,
      async mkdir(path) {
        if (isHeld) await gate;
        await nodeFileSystem.mkdir(path);
      },
    },
  });
  const started = server.start().catch(() => undefined);
  await clock.scheduled(60_000);
  clock.advance(60_000);
  await started;
  assert.equal(server.state.state, 'failed');
  assert.match(server.state.state === 'failed' ? server.state.reason : '', /within a minute/);
  const told: string[] = [];
  server.events.on('event', ({ event }) => {
    told.push(event);
  });
  // the last thing that a server frees is the lock of its folder
  const isFreed = new Promise<void>((resolve) => {
    const close = DatabaseSync.prototype.close;
    t.mock.method(DatabaseSync.prototype, 'close', function (this: DatabaseSync) {
      close.call(this);
      resolve();
    });
  });
  isHeld = false;
  open(undefined);
  await isFreed;
  assert.deepEqual(told, [], 'it has nothing to tell any more');
  await server.start();
  assert.equal(server.state.state, 'running');
});

test('a server that does not end within ten seconds is not called stopped', async (t) => {
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  let isHeld = false;
  t.after(() => {
    open(undefined);
  });
  const { server, clock, problems, reached } = await supervise(t, {
    fs: {
      ...nodeFileSystem,
      async open(path, flags) {
        const file = await nodeFileSystem.open(path, flags);
        return new Proxy(file, {
          get(target, key) {
            if (key === 'close' && isHeld)
              return async () => {
                await gate;
                await target.close();
              };
            const member: unknown = Reflect.get(target, key, target);
            return typeof member === 'function' ? member.bind(target) : member;
          },
        });
      },
    },
  });
  await server.start();
  const { port: number } = server.state.state === 'running' ? server.state : { port: 0 };
  const anna = await enter(`http://127.0.0.1:${String(number)}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  await anna.say('general', 'a file is open');
  isHeld = true;
  const stopped = server.close().catch(() => undefined);
  await reached('stopping');
  await clock.scheduled(10_000);
  clock.advance(10_000);
  await stopped;
  assert.equal(server.state.state, 'failed');
  assert.match(server.state.state === 'failed' ? server.state.reason : '', /within 10 seconds/);
  assert.deepEqual(problems, ['stop-failed']);
});

test('while stopped: the action sees no server, and afterwards it runs again, also when the action failed', async (t) => {
  const { server, names } = await supervise(t);
  await server.start();
  const number = port(server);
  assert.equal(await server.whileStopped('moving', async () => isUp(number)), false);
  assert.equal(server.state.state, 'running');
  await assert.rejects(
    server.whileStopped('moving', async () => {
      throw new Error('no');
    }),
    /^Error: no$/,
  );
  assert.equal(server.state.state, 'running');
  await server.close();
  await server.whileStopped('moving', async () => undefined);
  assert.equal(names().at(-1), 'stopped');
});

test('guests hear whether it comes back by itself', async (t) => {
  const { server } = await supervise(t);
  const heard = async (end: () => Promise<unknown>): Promise<string> => {
    await server.start();
    const anna = await enter(`http://127.0.0.1:${String(port(server))}`, person('Anna'));
    t.after(() => {
      anna.close();
    });
    await end();
    return (await anna.next('server_closing')).code;
  };
  assert.equal(await heard(async () => server.restart('Other settings')), 'restarting');
  assert.equal(await heard(async () => server.close()), 'stopping');
});

test('a stop that is asked meanwhile is not preceded by a start', async (t) => {
  const { server, names, reached } = await supervise(t);
  await server.start();
  const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
  const moved = server.whileStopped('moving', async () => gate);
  await reached('stopped');
  const stopped = server.close();
  open(undefined);
  await Promise.all([moved, stopped]);
  assert.deepEqual(names(), ['starting', 'running', 'stopping', 'stopped']);
  await server.start();
  assert.equal(server.state.state, 'running');
});
