import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { bannerText, type BannerOptions } from '../../../../server/cli/banner.ts';
import type { NetworkInterfaces } from '../../../../server/network/addresses.ts';
import { reachableAddresses } from '../../../../server/network/reachable-addresses.ts';
import { qrText } from '../../../../server/network/qr.ts';

const address = (text: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) => ({
  address: text,
  family,
  internal,
  mac: '8c:16:45:00:00:01',
});
const laptop = {
  lo: [address('127.0.0.1', 'IPv4', true)],
  docker0: [address('172.17.0.1')],
  'Wi-Fi': [address('192.168.178.23'), address('fd00::2', 'IPv6'), address('fe80::1:1', 'IPv6')],
};
const banner = ({
  interfaces = laptop,
  ...options
}: Partial<BannerOptions> & { interfaces?: NetworkInterfaces } = {}) =>
  bannerText({
    name: 'Anna-PC',
    version: '0.1.0',
    host: '::',
    port: 5000,
    addresses: reachableAddresses(options.host ?? '::', interfaces),
    data: '/home/anna/data',
    chat: 'npm run chat --',
    colour: false,
    ...options,
  });
const urls = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('  http'))
    .map((line) => line.trim().replace(/ {2,}/, ' | '));

test('it shows the name, every useful address best first, a code of the best, and the data folder', () => {
  const text = banner();
  assert.match(text, /Anna-PC is open\. Lanline 0\.1\.0/);
  assert.deepEqual(urls(text), [
    'http://192.168.178.23:5000 | Wi-Fi',
    'http://[fd00::2]:5000 | Wi-Fi',
    'http://172.17.0.1:5000 | docker0, virtual: guests on the network rarely reach it',
    'http://localhost:5000 | this machine',
  ]);
  assert.ok(text.includes(qrText('http://192.168.178.23:5000', { colour: false }).split('\n').join('\n  ')));
  assert.match(text, /Data folder: \/home\/anna\/data\n/);
  assert.match(text, /npm run chat -- http:\/\/192\.168\.178\.23:5000 --name Anna/);
});

test('colours change nothing but colours', () => {
  const coloured = banner({ colour: true });
  assert.notEqual(coloured, banner());
  assert.equal(stripVTControlCharacters(coloured), banner());
});

test('what does not listen there is not shown', () => {
  assert.deepEqual(
    urls(banner({ host: '0.0.0.0' })).map((line) => line.split(' ')[0]),
    ['http://192.168.178.23:5000', 'http://172.17.0.1:5000', 'http://localhost:5000'],
  );
  assert.deepEqual(urls(banner({ host: '192.168.178.23' })), ['http://192.168.178.23:5000 | Wi-Fi']);
  assert.deepEqual(urls(banner({ host: 'fd00::2', port: 80 })), ['http://[fd00::2] | Wi-Fi']);
});

for (const [name, text, url] of [
  [
    'without a network',
    banner({ interfaces: { lo: laptop.lo } }),
    'http://127.0.0.1:5000 | lo, only this machine reaches it',
  ],
  ['on loopback', banner({ host: '127.0.0.1' }), 'http://127.0.0.1:5000 | only this machine reaches it'],
  ['on localhost', banner({ host: 'localhost' }), 'http://127.0.0.1:5000 | only this machine reaches it'],
] as const) {
  test(`${name} there is no code to scan`, () => {
    assert.deepEqual(urls(text), [url]);
    assert.doesNotMatch(text, /[█▀▄]/);
  });
}

test('link-local addresses are shown where there is nothing better', () => {
  assert.deepEqual(urls(banner({ interfaces: { eth0: [address('169.254.1.2')] } })), [
    'http://169.254.1.2:5000 | eth0, only without a router between',
  ]);
});

test('even without any address it says how to go on', () => {
  assert.match(banner({ interfaces: {} }), /npm run chat -- http:\/\/localhost:5000/);
});
