import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSearchDomains, parseSearchDomains } from '../../../../server/network/search-domains.ts';

test('the last search or domain line counts', () => {
  for (const [text, domains] of [
    ['', []],
    ['nameserver 10.0.0.1\n', []],
    [
      '# search no.example\nsearch office.example home.example\nnameserver 10.0.0.1',
      ['office.example', 'home.example'],
    ],
    ['domain one.example\nsearch two.example\n', ['two.example']],
    ['search .\n', []],
    ['search', []],
  ] as const)
    assert.deepEqual(parseSearchDomains(text), domains, text);
});

test('it is looked up again after a while, and not for each request', () => {
  let now = 0;
  let reads = 0;
  const domains = createSearchDomains(
    () => now,
    () => {
      reads += 1;
      return `search network-${String(reads)}.example`;
    },
  );
  assert.deepEqual(domains(), ['network-1.example']);
  now = 20_000;
  assert.deepEqual(domains(), ['network-1.example']);
  now = 40_000;
  assert.deepEqual(domains(), ['network-2.example']);
});
