import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../../../server/runtime/clock.ts';
import { watchNetwork } from '../../../../server/network/network.ts';
import type { NetworkState } from '../../../../server/network/network-state.ts';
import { claimPort } from '../../../support/helpers/claimed-port.ts';
import { createConditions } from '../../../support/helpers/conditions.ts';
import { listen } from './mdns/mdns-lab.ts';

test('the name is told with its code, asked for anew after sleep, gone with the network, and taken back at the end', async (context) => {
  const { port: mdnsPort, release } = await claimPort('udp');
  context.after(release);
  const ear = await listen(mdnsPort);
  context.after(() => ear.close());
  const conditions = createConditions();
  let state: NetworkState = { addresses: [] };
  let isUp = true;
  const network = await watchNetwork({
    host: '::',
    port: 80,
    clock: systemClock,
    mdnsPort,
    localName: 'lanline',
    room: 'Physik 9b',
    systemName: 'anna-pc',
    // loopback in the guise of a cable
    interfaces: () =>
      isUp
        ? {
            eth0: [
              {
                address: '127.0.0.1',
                cidr: '127.0.0.1/8',
                family: 'IPv4',
                internal: false,
                mac: '8c:16:45:00:00:01',
              },
            ],
          }
        : {},
    onChange(next) {
      state = next;
      conditions.changed();
    },
    onProblem: (adapter, error) => assert.fail(`${adapter}: ${error.message}`),
  });
  context.after(() => network.close());
  const told = (name: string | undefined) =>
    conditions.until(
      () => (state.localName?.name === name ? true : undefined),
      () => `the name ${String(name)}`,
    );

  await told('lanline.local');
  assert.deepEqual(
    [state.localName?.url, state.localName?.qr.size, state.localName?.devices],
    ['http://lanline.local', 25, 0],
  );
  network.recordVisit({ local: '127.0.0.1', remote: '10.0.0.7', hostname: 'lanline.local' });
  await conditions.until(
    () => (state.localName?.devices === 1 ? true : undefined),
    () => 'a device',
  );
  await ear.quiet();

  const probe = ear.next(({ authorities = [] }) => authorities.length > 0);
  await network.awake();
  await probe;
  assert.deepEqual(network.names(), ['lanline.local'], 'pages that are open go on while it is asked for');

  isUp = false;
  await network.awake();
  await told(undefined);
  isUp = true;
  await network.awake();
  await told('lanline.local');

  const goodbye = ear.next(({ answers = [] }) => answers.length > 0 && answers.every(({ ttl }) => ttl === 0));
  await network.close();
  await goodbye;
  assert.deepEqual(state, { addresses: [] });
});
