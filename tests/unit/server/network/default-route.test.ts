import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { defaultRouteAddress } from '../../../../server/network/default-route.ts';
import { createLan, noLan } from '../../../support/helpers/lan.ts';

test("the address on the way out is one of this machine's, or there is no way out", async () => {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.map(({ address }) => address),
  );
  const route = await defaultRouteAddress();
  assert.ok(route === undefined || own.includes(route), route);
});

test('where there is no way out, there is no address', { skip: noLan() }, async (context) => {
  const lan = createLan();
  context.after(() => lan.close());
  const alone = await lan.machine('alone', {});
  const file = pathToFileURL(join(import.meta.dirname, '../../../../server/network/default-route.ts')).href;
  const said = await alone.run(
    process.execPath,
    '--input-type=module',
    '--eval',
    `import { defaultRouteAddress } from '${file}'; console.log(await defaultRouteAddress());`,
  );
  assert.equal(said.trim(), 'undefined');
});
