import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginPolicy } from '../../../../../server/http/access/origin-policy.ts';
import type { HttpNote } from '../../../../../server/http/error-handler.ts';
import { noteRefusedOrigins } from '../../../../../server/http/access/refused-origins.ts';
import { isAllowedOrigin } from '../../../../../server/http/access/origin-rules.ts';

const STRICT = {
  legacyClients: false,
  allowedOrigins: ['https://chat.example.org', 'http://other.example:8080/', 'app://lanline'],
  ownAddresses: () => ['192.168.1.7', 'fd00::7'],
};
const OLD = { ...STRICT, legacyClients: true };

type Row = readonly [origin: string | undefined, host: string | undefined];

const ALWAYS: readonly Row[] = [
  // no Origin: native clients
  [undefined, '192.168.1.5:5000'],
  [undefined, undefined],
  // scheme, host and port equal
  ['http://192.168.1.5:5000', '192.168.1.5:5000'],
  ['http://anna-pc.local:5000', 'Anna-PC.local:5000'],
  ['http://anna-pc', 'anna-pc'],
  ['http://anna-pc', 'anna-pc:80'],
  ['http://[2001:db8::1]:5000', '[2001:DB8:0:0:0:0:0:1]:5000'],
  ['http://anna-pc.local.:5000', 'anna-pc.local:5000'],
  // configured
  ['https://chat.example.org', 'localhost:5000'],
  ['http://other.example:8080', '192.168.1.5:5000'],
  ['app://lanline', 'localhost:5000'],
];
const ONLY_FOR_OLD_CLIENTS: readonly Row[] = [
  // the Host's hostname on any port
  ['http://192.168.1.5:3000', '192.168.1.5:5000'],
  ['http://anna-pc.local', 'anna-pc.local:5000'],
  ['https://192.168.1.5:3000', '192.168.1.5:5000'],
  ['https://192.168.1.5:5000', '192.168.1.5:5000'],
  // loopback
  ['http://localhost:3000', '192.168.1.5:5000'],
  ['http://127.0.0.1:3000', '192.168.1.5:5000'],
  ['http://127.8.8.8', 'anna-pc:5000'],
  ['http://[::1]:3000', 'anna-pc:5000'],
  ['https://localhost', 'anna-pc:5000'],
  ['http://localhost:3000', undefined],
  // an address of this machine, while the page looks for the server at another of its names
  ['http://192.168.1.7:3000', 'localhost:5000'],
  ['http://[FD00:0::7]:3000', '127.0.0.1:5000'],
  ['http://192.168.1.7:3000', 'anna-pc.local:5000'],
];
const NEVER: readonly Row[] = [
  ['null', '192.168.1.5:5000'],
  ['', '192.168.1.5:5000'],
  ['http://evil.example', '192.168.1.5:5000'],
  ['http://evil.example:5000', '192.168.1.5:5000'],
  ['http://192.168.1.6:3000', '192.168.1.5:5000'],
  ['http://192.168.1.5.evil.example:3000', '192.168.1.5:5000'],
  ['http://sub.anna-pc.local', 'anna-pc.local:5000'],
  ['http://localhost.evil.example', '192.168.1.5:5000'],
  ['http://evil.example#localhost', 'localhost:5000'],
  ['http://localhost@evil.example', 'localhost:5000'],
  ['http://evil.example/http://localhost', 'localhost:5000'],
  ['http://a.localhost:3000', '192.168.1.5:5000'],
  ['file://', 'localhost:5000'],
  ['file://localhost', 'localhost:5000'],
  ['chrome-extension://localhost', 'localhost:5000'],
  ['http://0.0.0.0:3000', '192.168.1.5:5000'],
  ['localhost', 'localhost:5000'],
  ['//localhost', 'localhost:5000'],
  ['http://', 'localhost:5000'],
  ['http://chat.example.org', 'localhost:5000'],
  ['https://chat.example.org:444', 'localhost:5000'],
  ['https://chat.example.org.evil.example', 'localhost:5000'],
  ['http://other.example', 'localhost:5000'],
  ['app://other', 'localhost:5000'],
  ['http://evil.example', undefined],
  ['http://192.168.1.5:5000, http://evil.example', '192.168.1.5:5000'],
  ['null', 'null'],
  ['http://null', 'localhost'],
  ['undefined', 'localhost:5000'],
];

test('no Origin, the same origin, and a configured one always pass', () => {
  for (const [origin, host] of ALWAYS) {
    assert.equal(
      isAllowedOrigin(origin, host, 'http', STRICT),
      true,
      `${String(origin)} at ${String(host)}, strict`,
    );
    assert.equal(
      isAllowedOrigin(origin, host, 'http', OLD),
      true,
      `${String(origin)} at ${String(host)}, with old clients`,
    );
  }
});

test('the same name on another port and loopback pass while old clients are let in', () => {
  for (const [origin, host] of ONLY_FOR_OLD_CLIENTS) {
    assert.equal(
      isAllowedOrigin(origin, host, 'http', OLD),
      true,
      `${String(origin)} at ${String(host)}, with old clients`,
    );
    assert.equal(
      isAllowedOrigin(origin, host, 'http', STRICT),
      false,
      `${String(origin)} at ${String(host)}, strict`,
    );
  }
});

test('null and every other page are refused', () => {
  for (const [origin, host] of NEVER) {
    assert.equal(
      isAllowedOrigin(origin, host, 'http', STRICT),
      false,
      `${String(origin)} at ${String(host)}, strict`,
    );
    assert.equal(
      isAllowedOrigin(origin, host, 'http', OLD),
      false,
      `${String(origin)} at ${String(host)}, with old clients`,
    );
  }
});

test('null stays refused where somebody configured it', () => {
  assert.equal(isAllowedOrigin('null', 'localhost', 'http', { ...OLD, allowedOrigins: ['null'] }), false);
});

test('the scheme counts', () => {
  assert.equal(isAllowedOrigin('https://anna-pc', 'anna-pc', 'https', STRICT), true);
  assert.equal(isAllowedOrigin('http://anna-pc:443', 'anna-pc:443', 'https', STRICT), false);
  assert.equal(isAllowedOrigin('https://anna-pc', 'anna-pc:443', 'https', STRICT), true);
});

test('a request is checked for its Host first, then for its Origin', () => {
  const originPolicy = createOriginPolicy({
    ...OLD,
    allowedHosts: [],
    names: () => ({ hostName: 'anna-pc', searchDomains: [], localNames: [] }),
  });
  assert.equal(
    originPolicy.check({ headers: { host: 'evil.example:5000', origin: 'http://evil.example:5000' } })?.code,
    'bad_host',
  );
  assert.equal(
    originPolicy.check({ headers: { host: 'anna-pc:5000', origin: 'http://evil.example' } })?.code,
    'bad_origin',
  );
  assert.equal(
    originPolicy.check({ headers: { host: 'anna-pc:5000', origin: 'http://anna-pc:3000' } }),
    undefined,
  );
});

test('who was refused is noted once a minute, and not without end', () => {
  let now = 0;
  const notes: HttpNote[] = [];
  const policy = createOriginPolicy({
    ...OLD,
    allowedHosts: [],
    names: () => ({ hostName: 'anna-pc', searchDomains: [], localNames: [] }),
    onRefused: noteRefusedOrigins({
      monotonic: () => now,
      log: (note) => {
        notes.push(note);
      },
    }),
  });
  const ask = (origin: string): void => {
    policy.checkOrigin(origin, 'localhost:5000');
  };
  for (const origin of ['http://10.0.0.9:3000', 'http://localhost:3000', 'http://10.0.0.9:3000']) ask(origin);
  const note = { level: 'warn', event: 'origin_refused', setting: '--allowed-origins' };
  assert.deepEqual(notes, [{ ...note, origin: 'http://10.0.0.9:3000' }]);
  now = 59_999;
  ask('http://10.0.0.9:3000');
  assert.equal(notes.length, 1);
  now = 60_000;
  ask('http://10.0.0.9:3000');
  assert.equal(notes.length, 2);
  for (let number = 0; number < 1_000; number += 1) ask(`http://made-up-${String(number)}.example`);
  assert.equal(notes.length, 101);
});
