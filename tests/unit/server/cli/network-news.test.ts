import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createNetworkNews } from '../../../../server/cli/network-news.ts';
import type { JoinAddress, NetworkState } from '../../../../server/runtime/server-events.ts';

const qr = { path: '', size: 25 };
const at = (address: string): JoinAddress => ({
  address,
  adapter: 'wlan0',
  medium: 'wifi',
  family: 'IPv4',
  kind: 'lan',
  url: `http://${address}:5000`,
  qr,
  devices: 0,
});
const network = (...addresses: string[]): NetworkState => ({ addresses: addresses.map(at) });
const named = (name: string, ...addresses: string[]): NetworkState => ({
  ...network(...addresses),
  localName: { name, url: `http://${name}:5000`, qr, devices: 0 },
});

test('what the banner said is not said again', () => {
  const news = createNetworkNews(network('10.0.0.1', '10.0.0.2'));
  assert.deepEqual(news(network('10.0.0.1')), []);
});

test('the name is told once, also when it was away for a while', () => {
  const news = createNetworkNews(network('10.0.0.1'));
  assert.deepEqual(news(named('lanline.local', '10.0.0.1')), ['Also under http://lanline.local:5000']);
  assert.deepEqual(news(named('lanline.local', '10.0.0.1')), []);
  assert.deepEqual(news(network('10.0.0.1')), []);
  assert.deepEqual(news(named('lanline.local', '10.0.0.1')), []);
  assert.deepEqual(news(named('lanline-2.local', '10.0.0.1')), ['Also under http://lanline-2.local:5000']);
});

test('another address, no network, and its return are told', () => {
  const news = createNetworkNews(network('10.0.0.1'));
  assert.deepEqual(news(network('10.0.0.9')), [
    'The network changed: the room is now at http://10.0.0.9:5000',
  ]);
  assert.deepEqual(news(network()), [
    'There is no network any more. The room stays open and will be found when there is one.',
  ]);
  assert.deepEqual(news(network()), []);
  assert.deepEqual(news(network('10.0.0.9')), [
    'The network changed: the room is now at http://10.0.0.9:5000',
  ]);
});
