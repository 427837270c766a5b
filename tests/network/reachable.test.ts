import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reachableAddresses } from '../../server/network/reachable.ts';
import { loopback, machine } from '../helpers/machine.ts';

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
    const interfaces = machine({ ...loopback, docker0: ['172.17.0.1'], eth0: ['192.168.1.2', 'fd00::2', 'fe80::9%2'] });
    assert.deepEqual(reachableAddresses(host, interfaces).map(({ address }) => address), expected);
  });
}
