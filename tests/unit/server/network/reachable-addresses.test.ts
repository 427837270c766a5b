import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachableAddresses } from '../../../../server/network/reachable-addresses.ts';
import { loopback, machine } from '../../../support/helpers/machine.ts';

for (const [host, expected] of [
  ['::', ['192.168.1.2', 'fd00::2', '172.17.0.1']],
  ['0.0.0.0', ['192.168.1.2', '172.17.0.1']],
  ['192.168.1.2', ['192.168.1.2']],
  ['fe80::9', ['fe80::9']],
  ['127.0.0.1', ['127.0.0.1']],
  ['localhost', ['127.0.0.1']],
  ['192.168.1.99', []],
] as const) {
  test(`what listens on ${host} is reached over ${expected.join(', ') || 'nothing of what there is'}`, () => {
    const interfaces = machine({
      ...loopback,
      docker0: ['172.17.0.1'],
      eth0: ['192.168.1.2', 'fd00::2', 'fe80::9%2'],
    });
    assert.deepEqual(
      reachableAddresses(host, interfaces).map(({ address }) => address),
      expected,
    );
  });
}

test('link-local addresses are for a cable between two machines, not for containers and devices of one maker', () => {
  const interfaces = machine({
    ...loopback,
    eth0: ['169.254.7.8'],
    veth9a8b7c6: ['fe80::77'],
    awdl0: ['fe80::78'],
    utun0: ['fe80::79'],
  });
  assert.deepEqual(
    reachableAddresses('::', interfaces).map(({ address }) => address),
    ['169.254.7.8'],
  );
});
