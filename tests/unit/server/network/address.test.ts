import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canonicalAddress,
  createAddressSet,
  isFromHost,
  isLoopback,
} from '../../../../server/network/address.ts';

const ROWS: readonly (readonly [socket: string | undefined, canonical: string, loopback: boolean])[] = [
  ['192.168.1.5', '192.168.1.5', false],
  ['::ffff:192.168.1.5', '192.168.1.5', false],
  ['::FFFF:c0a8:105', '192.168.1.5', false],
  ['127.0.0.1', '127.0.0.1', true],
  ['127.9.9.9', '127.9.9.9', true],
  ['::ffff:127.0.0.1', '127.0.0.1', true],
  ['::1', '::1', true],
  ['fe80::1%eth0', 'fe80::1', false],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6', false],
  ['2001:db8:1:2::9', '2001:db8:1:2::9', false],
  ['2001:db8:1:3::9', '2001:db8:1:3::9', false],
  [undefined, 'unknown', false],
  ['', 'unknown', false],
  ['no address', 'unknown', false],
];

test('an address has one form, and is loopback or not', () => {
  for (const [socket, canonical, loopback] of ROWS) {
    assert.equal(canonicalAddress(socket), canonical, String(socket));
    assert.equal(canonicalAddress(canonical), canonical, `${canonical} again`);
    assert.equal(isLoopback(socket), loopback, String(socket));
  }
});

test('who connects from this machine comes over loopback, or from the address that they connect to', () => {
  for (const [remoteAddress, localAddress, expected] of [
    ['127.0.0.1', '127.0.0.1', true],
    ['::1', '::1', true],
    ['::ffff:192.168.1.5', '::ffff:192.168.1.5', true],
    ['fe80::1%eth0', 'fe80::1', true],
    ['192.168.1.6', '192.168.1.5', false],
    ['::ffff:192.168.1.6', '::ffff:192.168.1.5', false],
    [undefined, undefined, false],
  ] as const)
    assert.equal(
      isFromHost({ remoteAddress, localAddress }),
      expected,
      `${String(remoteAddress)} to ${String(localAddress)}`,
    );
});

test('an address is in a set by itself or by its first bits', () => {
  const has = createAddressSet(['127.0.0.0/8', '::1', '10.1.2.3', 'fd00::/16']);
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '10.1.2.3', 'fd00::5'])
    assert.ok(has(address), address);
  for (const address of ['128.0.0.1', '::2', '10.1.2.4', 'fd01::5', 'unknown', ''])
    assert.ok(!has(address), address);
  assert.ok(!createAddressSet([])('127.0.0.1'));
});
