import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { NetworkInterfaces } from '../../../../server/network/addresses.ts';
import { watchNetwork } from '../../../../server/network/network.ts';
import type { NetworkState } from '../../../../server/network/network-state.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { loopback, machine } from '../../../support/helpers/machine.ts';
import { createManualClock } from '../../../support/helpers/manual-clock.ts';

const LOOK_MS = 2_000;

/** A watched network whose adapters a test changes. */
async function watched(context: TestContext, adapters: Record<string, string[]>, host = '::') {
  const clock = createManualClock();
  const told: NetworkState[] = [];
  const conditions = createConditions();
  let interfaces: () => NetworkInterfaces = () => machine(adapters);
  const network = await watchNetwork({
    host,
    port: 5000,
    clock,
    room: 'Physik 9b',
    systemName: 'anna-pc',
    localName: '',
    interfaces: () => interfaces(),
    onChange: (state) => {
      told.push(state);
      conditions.changed();
    },
    onProblem: () => undefined,
  });
  context.after(() => network.close());
  return {
    network,
    clock,
    told,
    urls: () => network.state().addresses.map(({ url }) => url),
    become(next: Record<string, string[]> | (() => NetworkInterfaces)) {
      interfaces = typeof next === 'function' ? next : () => machine(next);
    },
    /** Resolves when `count` states were told. */
    tellings: (count: number) =>
      conditions.until(
        () => (told.length >= count ? told : undefined),
        () => `${String(count)} events; there were ${String(told.length)}`,
      ),
    async lookAgain() {
      await clock.scheduled(LOOK_MS);
      clock.advance(LOOK_MS);
      await clock.scheduled(LOOK_MS);
    },
  };
}

test('it says at once where guests reach it, with a code each', async (context) => {
  const { told, urls, network } = await watched(context, {
    ...loopback,
    docker0: ['172.17.0.1'],
    wlan0: ['192.168.1.5'],
  });
  assert.deepEqual(urls(), ['http://192.168.1.5:5000', 'http://172.17.0.1:5000']);
  assert.deepEqual(told, [network.state()]);
  const [best] = network.state().addresses;
  assert.match(best?.qr.path ?? '', /^M0 0h7v1h-7z/);
  assert.deepEqual([best?.qr.size, best?.devices, best?.medium], [25, 0, 'wifi']);
});

test('a change is told once, within five seconds, and nothing where there is none', async (context) => {
  const { clock, told, urls, become, lookAgain } = await watched(context, { wlan0: ['192.168.1.5'] });
  await lookAgain();
  assert.equal(told.length, 1);
  become({ wlan0: ['10.0.0.9'] });
  const before = clock.monotonic();
  await lookAgain();
  assert.deepEqual(urls(), ['http://10.0.0.9:5000']);
  await lookAgain();
  assert.equal(told.length, 2);
  assert.ok(clock.monotonic() - before <= 5_000);
});

test('after sleep it looks at once', async (context) => {
  const { network, urls, become } = await watched(context, { wlan0: ['192.168.1.5'] });
  become({ wlan0: ['10.0.0.9'] });
  await network.awake();
  assert.deepEqual(urls(), ['http://10.0.0.9:5000']);
});

test('without a network there is no address, and also where the system does not say', async (context) => {
  const { urls, network, become } = await watched(context, { wlan0: ['192.168.1.5'] });
  become(loopback);
  await network.awake();
  assert.deepEqual(urls(), []);
  become({ wlan0: ['192.168.1.5'] });
  await network.awake();
  become(() => {
    throw new Error('EPERM');
  });
  await network.awake();
  assert.deepEqual(urls(), []);
});

test('bound to one address only that one is told, while it is there', async (context) => {
  const { urls, network, become } = await watched(
    context,
    { wlan0: ['192.168.1.5'], eth0: ['10.0.0.1'] },
    '10.0.0.1',
  );
  assert.deepEqual(urls(), ['http://10.0.0.1:5000']);
  become({ wlan0: ['192.168.1.5'] });
  await network.awake();
  assert.deepEqual(urls(), []);
});

test('a class that comes in at once is told together', async (context) => {
  const { network, clock, told, tellings } = await watched(context, { wlan0: ['192.168.1.5'] });
  for (let n = 10; n < 40; n += 1)
    network.recordVisit({ local: '192.168.1.5', remote: `192.168.1.${String(n)}`, hostname: '192.168.1.5' });
  network.recordVisit({ local: '192.168.1.5', remote: '192.168.1.5', hostname: '192.168.1.5' });
  clock.advance(250);
  await tellings(2);
  assert.deepEqual(
    told.map(({ addresses }) => addresses[0]?.devices),
    [0, 30],
  );
});

test('its end is told, and nothing after it', async (context) => {
  const { network, clock, told } = await watched(context, { wlan0: ['192.168.1.5'] });
  await network.close();
  clock.advance(60_000);
  assert.deepEqual(told.at(-1), { addresses: [] });
  assert.equal(told.length, 2);
  assert.equal(clock.waiting(LOOK_MS), 0);
});
