// The whole of it on a real network: a host with two adapters and a bridge for containers, a guest on each
// side.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { NetworkState, Settings } from '../../../../server/index.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { createLan, noLan, type LanMachine } from '../../../support/helpers/lan.ts';

const SERVER = fileURLToPath(new URL('../../../support/helpers/programs/lan-server.ts', import.meta.url));
const GUEST = fileURLToPath(new URL('../../../support/helpers/programs/lan-guest.ts', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../../../server/cli/lanline.ts', import.meta.url));
const skip = noLan();

/** A server on a machine, and what it says of its network. */
async function serve(context: TestContext, machine: LanMachine, settings: Partial<Settings> = {}) {
  const data = await mkdtemp(join(tmpdir(), 'lanline-lan-'));
  const child = machine.spawn(process.execPath, SERVER, JSON.stringify({ data, ...settings }));
  context.after(async () => {
    child.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  });
  const conditions = createConditions();
  const complaints: string[] = [];
  let state: NetworkState = { addresses: [] };
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line);
  });
  createInterface(child.stdout).on('line', (line) => {
    state = JSON.parse(line) as NetworkState;
    conditions.changed();
  });
  return {
    complaints,
    /** Resolves with the state as soon as it `fits`. */
    until: (fits: (now: NetworkState) => boolean, what: string) =>
      conditions.until(
        () => (fits(state) ? state : undefined),
        () => `${what}; it is ${JSON.stringify(state)} ${complaints.join('\n')}`,
      ),
  };
}

const shown = ({ addresses }: NetworkState) =>
  addresses.map(({ kind, adapter, address, devices }) => `${kind} ${adapter} ${address} ${String(devices)}`);
const has =
  (...lines: string[]) =>
  (state: NetworkState) =>
    shown(state).join() === lines.join();

/**
 * The host of the issue: on the cable of the office, by Wi-Fi in the hall (its way out), with a bridge for
 * containers.
 */
async function office(context: TestContext) {
  const lan = createLan();
  context.after(() => lan.close());
  const host = await lan.machine('host', {
    eth0: { network: 'cable', address: '10.77.1.1/24' },
    wlan0: { network: 'hall', address: '10.77.2.1/24' },
  });
  await host.ip('route', 'add', 'default', 'via', '10.77.2.254');
  await host.ip('link', 'add', 'docker0', 'type', 'bridge');
  await host.ip('link', 'add', 'veth0', 'type', 'veth', 'peer', 'name', 'veth1');
  for (const words of [
    ['veth0', 'master', 'docker0', 'up'],
    ['veth1', 'up'],
    ['docker0', 'up'],
  ])
    await host.ip('link', 'set', ...words);
  await host.ip('addr', 'add', '172.17.0.1/16', 'dev', 'docker0');
  const inHall = await lan.machine('anna', { wlan0: { network: 'hall', address: '10.77.2.7/24' } });
  const onCable = await lan.machine('ben', { eth0: { network: 'cable', address: '10.77.1.8/24' } });
  return { lan, host, inHall, onCable };
}

const open = (machine: LanMachine, url: string) => machine.run(process.execPath, GUEST, 'open', url);
const resolved = (machine: LanMachine, ...words: string[]) =>
  machine.run(process.execPath, GUEST, 'resolve', ...words);

test('the best address is where guests are, loads there, and then works', { skip }, async (context) => {
  const { host, inHall, onCable } = await office(context);
  const { until } = await serve(context, host, { localName: '' });
  const [best, second] = (
    await until(
      has('lan wlan0 10.77.2.1 0', 'lan eth0 10.77.1.1 0', 'virtual docker0 172.17.0.1 0'),
      'all three addresses',
    )
  ).addresses;
  assert.equal(best?.url, 'http://10.77.2.1:5000');
  // the host at its own address is no proof
  assert.equal(await open(host, best.url), '200');
  assert.equal(await open(host, second?.url ?? ''), '200');
  assert.equal(await open(inHall, best.url), '200');
  await until(
    has('lan wlan0 10.77.2.1 1', 'lan eth0 10.77.1.1 0', 'virtual docker0 172.17.0.1 0'),
    'that the first works',
  );
  assert.equal(await open(onCable, `${second?.url ?? ''}/api/room`), '200');
  await until(
    has('lan wlan0 10.77.2.1 1', 'lan eth0 10.77.1.1 1', 'virtual docker0 172.17.0.1 0'),
    'that the second works',
  );
});

test(
  'the command names the address of the way out first, and its code leads there',
  { skip },
  async (context) => {
    const lan = createLan();
    context.after(() => lan.close());
    // in the order in which the system lists them
    const host = await lan.machine('host', {
      k3s0: { network: 'containers', address: '10.43.0.1/16' },
      enp3s0: { network: 'home', address: '192.168.178.20/24' },
    });
    await host.ip('route', 'add', 'default', 'via', '192.168.178.1');
    const data = await mkdtemp(join(tmpdir(), 'lanline-lan-'));
    const child = host.spawn(process.execPath, COMMAND, 'serve', '--local-name', 'off', '--data', data);
    context.after(async () => {
      child.kill('SIGKILL');
      await rm(data, { recursive: true, force: true });
    });
    const addresses: string[] = [];
    for await (const line of createInterface(child.stdout)) {
      const found = /^ {2}(http:\S+)/.exec(line);
      if (found?.[1] !== undefined) addresses.push(found[1]);
      if (line.includes('In a terminal:')) {
        assert.match(line, /http:\/\/192\.168\.178\.20:5000/);
        break;
      }
    }
    assert.equal(addresses[0], 'http://192.168.178.20:5000');
    assert.ok(addresses.includes('http://10.43.0.1:5000'));
  },
);

test('a changed address is followed without a restart, also by the name', { skip }, async (context) => {
  const { host, inHall } = await office(context);
  const { until } = await serve(context, host);
  await until(({ localName }) => localName?.name === 'lanline.local', 'the name');
  await host.ip('addr', 'del', '10.77.2.1/24', 'dev', 'wlan0');
  await host.ip('addr', 'add', '10.77.2.99/24', 'dev', 'wlan0');
  const { addresses } = await until(
    ({ addresses: now }) => now.some(({ address }) => address === '10.77.2.99'),
    'the new address',
  );
  assert.ok(!addresses.some(({ address }) => address === '10.77.2.1'));
  assert.equal(await open(inHall, 'http://10.77.2.99:5000/'), '200');
  assert.equal(await resolved(inHall, 'lanline.local', 'A', '10.77.2.99'), '10.77.2.99');
});

test('a pulled cable is told, and so is no network at all, and its return', { skip }, async (context) => {
  const { host, inHall } = await office(context);
  const { until } = await serve(context, host, { localName: '' });
  await until(({ addresses }) => addresses.length === 3, 'all three addresses');
  await host.plug('wlan0', false);
  await until(has('lan eth0 10.77.1.1 0', 'virtual docker0 172.17.0.1 0'), 'that the Wi-Fi is gone');
  await host.plug('eth0', false);
  await host.ip('link', 'set', 'docker0', 'down');
  await until(({ addresses }) => addresses.length === 0, 'that there is no network');
  await host.plug('wlan0', true);
  await until(has('lan wlan0 10.77.2.1 0'), 'the Wi-Fi again');
  assert.equal(await open(inHall, 'http://10.77.2.1:5000/'), '200');
});

test(
  "the name leads each guest to the host's address on their side, and opens the page",
  { skip },
  async (context) => {
    const { host, inHall, onCable } = await office(context);
    const { until } = await serve(context, host);
    const { localName } = await until((state) => state.localName !== undefined, 'the name');
    assert.equal(localName?.url, 'http://lanline.local:5000');
    assert.equal(await resolved(inHall, 'lanline.local', 'A'), '10.77.2.1');
    assert.equal(await resolved(onCable, 'lanline.local', 'A'), '10.77.1.1');
    assert.equal(await inHall.run(process.execPath, GUEST, 'open-at', '10.77.2.1', localName.url), '200');
    await until((state) => state.localName?.devices === 1, 'that the name works');
    assert.equal(
      await inHall.run(process.execPath, GUEST, 'open-at', '10.77.2.1', 'http://other.local:5000'),
      '403',
    );
  },
);

test(
  'a second server in the network is lanline-2.local, and the first keeps its name',
  { skip },
  async (context) => {
    const { host, inHall } = await office(context);
    const first = await serve(context, host);
    await first.until(({ localName }) => localName?.name === 'lanline.local', 'the name');
    const second = await serve(context, inHall);
    await second.until(({ localName }) => localName?.name === 'lanline-2.local', 'the other name');
    assert.equal(await resolved(host, 'lanline-2.local', 'A'), '10.77.2.7');
  },
);
