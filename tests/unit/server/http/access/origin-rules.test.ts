import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginPolicy } from '../../../../../server/http/access/origin-policy.ts';
import { isAllowedOrigin } from '../../../../../server/http/access/origin-rules.ts';

const STRICT = {
  legacyClients: false,
  allowedOrigins: ['https://chat.example.org', 'http://other.example:8080/', 'app://lanline'],
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
  assert.equal(
    isAllowedOrigin('null', 'localhost', 'http', { legacyClients: true, allowedOrigins: ['null'] }),
    false,
  );
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
