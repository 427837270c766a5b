import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameOver, pathsOf } from '../../../../../server/network/mdns/mdns-adapters.ts';

const own = (cidr: string, more: { internal?: boolean; mac?: string; scopeid?: number } = {}) => ({
  address: cidr.split('/')[0] ?? '',
  cidr,
  family: cidr.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
  internal: false,
  mac: '8c:16:45:00:00:01',
  ...more,
});
const laptop = {
  lo: [own('127.0.0.1/8', { internal: true }), own('::1/128', { internal: true })],
  eth0: [own('10.77.1.1/24'), own('fe80::1/64', { scopeid: 2 })],
  wlan0: [
    own('192.168.1.5/24'),
    own('192.168.9.5/24'),
    own('fd00::5/64', { scopeid: 0 }),
    own('fe80::5/64', { scopeid: 3 }),
  ],
  wg0: [own('10.8.0.2/24')],
  docker0: [own('172.17.0.1/16')],
  veth12: [own('fe80::9/64', { scopeid: 9 })],
  cable: [own('169.254.7.8/16')],
};
const told = (host: string, platform: NodeJS.Platform = 'linux') =>
  pathsOf(host, laptop, platform).map(
    ({ family, on, addresses }) => `${family} ${on} ${addresses.join(' ')}`,
  );

for (const [host, expected] of [
  [
    '::',
    [
      'IPv4 10.77.1.1 10.77.1.1',
      'IPv6 eth0 10.77.1.1',
      'IPv4 192.168.1.5 192.168.1.5 192.168.9.5 fd00::5',
      'IPv6 wlan0 192.168.1.5 192.168.9.5 fd00::5',
      'IPv4 172.17.0.1 172.17.0.1',
      'IPv4 169.254.7.8 169.254.7.8',
    ],
  ],
  [
    '0.0.0.0',
    [
      'IPv4 10.77.1.1 10.77.1.1',
      'IPv6 eth0 10.77.1.1',
      'IPv4 192.168.1.5 192.168.1.5 192.168.9.5',
      'IPv6 wlan0 192.168.1.5 192.168.9.5',
      'IPv4 172.17.0.1 172.17.0.1',
      'IPv4 169.254.7.8 169.254.7.8',
    ],
  ],
  ['192.168.9.5', ['IPv4 192.168.1.5 192.168.9.5', 'IPv6 wlan0 192.168.9.5']],
  ['fd00::5', ['IPv4 192.168.1.5 fd00::5', 'IPv6 wlan0 fd00::5']],
  ['127.0.0.1', []],
  ['10.0.0.99', []],
] as const) {
  test(`a server on ${host} is announced on ${String(expected.length)} paths`, () => {
    assert.deepEqual(told(host), expected);
  });
}

test('Windows calls an adapter by its number', () => {
  assert.deepEqual(told('fd00::5', 'win32'), ['IPv4 192.168.1.5 fd00::5', 'IPv6 3 fd00::5']);
});

const [wired4, wired6, wifi4, wifi6] = pathsOf('::', laptop, 'linux');

for (const [from, expected] of [
  ['10.77.1.200', [true, false, false, false]],
  ['192.168.9.77', [false, false, true, false]],
  ['10.77.2.1', [false, false, false, false]],
  ['fe80::77%eth0', [false, true, false, false]],
  ['fe80::77%wlan0', [false, false, false, true]],
  ['fd00::77', [false, false, false, true]],
  ['no address', [false, false, false, false]],
] as const) {
  test(`a packet from ${from} came over the path that leads there`, () => {
    assert.deepEqual(
      [wired4, wired6, wifi4, wifi6].map((path) => path && cameOver(path, from)),
      expected,
    );
  });
}
