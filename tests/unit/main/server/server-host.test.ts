// The host with real servers: states in order, the newest of what they tell, and the way back from a fault.
// The transitions themselves are in tests/unit/server/runtime/supervisor.test.ts.
import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Worker } from 'node:worker_threads';
import type { NumberedLine, ServerState } from '../../../../main/ipc/contract.ts';
import { createServerHost, type ServerHost } from '../../../../main/server/server-host.ts';
import { defaultSettings } from '../../../../server/index.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';
import { enter, person } from '../../../support/helpers/test-client.ts';

/** `settings` is called at each start. */
async function openHost(t: TestContext, settings = () => defaultSettings) {
  const data = await mkdtemp(join(tmpdir(), 'lanline-host-'));
  let prepared = 0;
  const notes: string[] = [];
  const lines: NumberedLine['line'][] = [];
  const states: ServerState[] = [];
  const conditions = createConditions();
  const host = createServerHost({
    clock: createManualClock(),
    note: (_level, message) => {
      notes.push(message);
    },
    onLog: (line) => {
      lines.push(line);
    },
    prepare: () => {
      prepared += 1;
      return {
        settings: { ...settings(), host: '127.0.0.1', localName: '', port: 0, freeSpaceFloor: 0, data },
      };
    },
  });
  t.after(async () => {
    await host.stop();
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
  return { host, data, prepared: () => prepared, notes, lines, states, names, reached, conditions };
}

const port = ({ state }: ServerHost): number => (state.state === 'running' ? state.port : 0);
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
  const { host, names, prepared } = await openHost(t);
  await Promise.all([host.start(), host.start(), host.stop(), host.stop(), host.start()]);
  assert.deepEqual(names(), ['starting', 'running', 'stopping', 'stopped', 'starting', 'running']);
  assert.equal(prepared(), 2);
});

test('what goes wrong is a state and noted, and nobody has to catch it', async (t) => {
  const { host, notes } = await openHost(t, () => {
    throw new Error('no settings');
  });
  await host.start();
  assert.deepEqual(host.state, {
    state: 'failed',
    reason: 'no settings',
    fault: { code: 'internal', detail: 'no settings' },
  });
  assert.deepEqual(notes, ['start-failed']);
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
  assert.deepEqual([host.people, host.network, host.facts.channels], [[], { addresses: [] }, []]);
  await assert.rejects(host.channels.create({ name: 'late' }), {
    fault: { code: 'not_running', detail: 'The server is not running' },
  });
  await host.start();
  assert.deepEqual(names(), ['starting', 'running', 'failed', 'starting', 'running']);
  assert.ok((await host.channels.list()).some(({ name }) => name === 'kept'));
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
  await assert.rejects(host.kick('x'), {
    fault: { code: 'not_running', detail: 'The server is not running' },
  });
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

test('what was damaged is told together until the host has seen it, and not of a start before', async (t) => {
  const { host, data } = await openHost(t);
  const told: number[] = [];
  host.on('findings', (findings) => {
    told.push(findings.length);
  });
  await host.start();
  await host.stop();
  const torn = async (channel: string) =>
    appendFile(join(data, 'channels', `${channel}.jsonl`), '{"seq":1,"ki');
  await torn('general');
  await torn('help');
  await host.start();
  assert.deepEqual(
    host.facts.findings,
    ['general', 'help'].map((channel) => ({ event: 'torn-tail-cut', lost: false, channel, count: 1 })),
  );
  host.dismiss('findings');
  host.dismiss('findings');
  assert.deepEqual(host.facts.findings, []);
  await host.stop();
  await torn('random');
  await host.start();
  await host.restart('Other settings');
  assert.deepEqual(host.facts.findings, []);
  assert.deepEqual(told, [1, 2, 0, 1, 0]);
});

test('of files that were too large the largest is kept until the host has seen it', async (t) => {
  const { host } = await openHost(t);
  await host.start();
  const anna = await enter(`http://127.0.0.1:${String(port(host))}`, person('Anna'));
  t.after(() => {
    anna.close();
  });
  const largest = () => host.facts.oversize?.file;
  for (const [filename, size] of [
    ['large', 2 ** 30],
    ['larger', 2 ** 40],
    ['less', 2 ** 31],
  ] as const)
    await anna.askOk('file_too_large', { filename, size });
  assert.equal(largest(), 'larger');
  host.dismiss('oversize');
  assert.equal(largest(), undefined);
  await anna.askOk('file_too_large', { filename: 'another', size: 2 ** 30 });
  assert.equal(largest(), 'another');
  await host.restart('Other settings');
  assert.equal(largest(), undefined);
});
