import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { defaultRouteAddress } from '../../server/network/default-route.ts';

test('the address on the way out is one of this machine\'s, or there is no way out', async () => {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
  const route = await defaultRouteAddress();
  assert.ok(route === undefined || own.includes(route), route);
});
