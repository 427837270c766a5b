import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createReachability } from '../../../../server/network/reachability.ts';

const WAYS = new Set(['10.0.0.1', '192.168.1.1', 'lanline.local']);
const isOwn = (address: string) => ['10.0.0.1', '192.168.1.1', '127.0.0.1'].includes(address);

function visits(...seen: [local: string, remote: string, hostname?: string][]) {
  const reachability = createReachability();
  const news = seen.map(([local, remote, hostname]) =>
    reachability.add({ local, remote, hostname }, WAYS, isOwn),
  );
  return { news, over: Object.fromEntries([...WAYS].map((way) => [way, reachability.over(way)])) };
}

test('each device counts once for each address it came in over', () => {
  assert.deepEqual(
    visits(
      ['10.0.0.1', '10.0.0.7'],
      ['10.0.0.1', '10.0.0.7'],
      ['10.0.0.1', '10.0.0.8'],
      ['192.168.1.1', '10.0.0.7'],
    ),
    { news: [true, false, true, true], over: { '10.0.0.1': 2, '192.168.1.1': 1, 'lanline.local': 0 } },
  );
});

test('who came by the name says that it works, and the address behind it too', () => {
  assert.deepEqual(
    visits(
      ['10.0.0.1', '10.0.0.7', 'lanline.local'],
      ['10.0.0.1', '10.0.0.7', '10.0.0.1'],
      ['10.0.0.1', '10.0.0.8', 'evil.example'],
    ).over,
    { '10.0.0.1': 2, '192.168.1.1': 0, 'lanline.local': 1 },
  );
});

test('the host itself is no other device, over whichever of its addresses', () => {
  assert.deepEqual(
    visits(
      ['10.0.0.1', '10.0.0.1'],
      ['10.0.0.1', '192.168.1.1'],
      ['127.0.0.1', '127.0.0.1'],
      ['10.0.0.1', 'unknown'],
    ).over,
    { '10.0.0.1': 0, '192.168.1.1': 0, 'lanline.local': 0 },
  );
});

test('what came in over an address that is not shown is not kept', () => {
  const reachability = createReachability();
  assert.equal(
    reachability.add({ local: '172.17.0.1', remote: '172.17.0.2', hostname: undefined }, WAYS, isOwn),
    false,
  );
  assert.equal(reachability.over('172.17.0.1'), 0);
});

test('neither devices nor addresses without end are kept', () => {
  const reachability = createReachability();
  for (let n = 0; n < 5_000; n += 1)
    reachability.add(
      { local: '10.0.0.1', remote: `fd00::${n.toString(16)}`, hostname: undefined },
      WAYS,
      isOwn,
    );
  assert.equal(reachability.over('10.0.0.1'), 1_000);
  for (let n = 0; n < 100; n += 1)
    reachability.add(
      { local: `10.1.0.${String(n)}`, remote: '10.0.0.7', hostname: undefined },
      new Set([`10.1.0.${String(n)}`]),
      isOwn,
    );
  assert.deepEqual(
    [
      reachability.over('10.0.0.1'),
      reachability.over('10.1.0.35'),
      reachability.over('10.1.0.36'),
      reachability.over('10.1.0.99'),
    ],
    [0, 0, 1, 1],
  );
});
