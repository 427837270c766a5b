import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginPolicy } from '../../../../../server/http/access/origin-policy.ts';
import { isOwnHost } from '../../../../../server/http/access/host-rules.ts';

const RULES = {
  hostName: 'Anna-PC.intern.example',
  searchDomains: ['office.example', '.dotted.example.'],
  localNames: ['lanline.local'],
  allowedHosts: ['chat.example.org', 'Tür.example:8080'],
};

const OWN = [
  '127.0.0.1',
  '127.0.0.1:5000',
  '192.168.1.5:5000',
  '10.0.0.1:80',
  '8.8.8.8',
  '0.0.0.0:5000',
  '[::1]',
  '[::1]:5000',
  '[fe80::1]:5000',
  '[2001:db8::1]',
  '[::ffff:192.168.1.5]:5000',
  'localhost',
  'LOCALHOST:5000',
  'localhost.',
  'localhost:',
  'anna-pc',
  'Anna-PC:5000',
  'anna-pc.',
  'anna-pc.local',
  'anna-pc.local.:5000',
  'anna-pc.lan',
  'anna-pc.home.arpa',
  'anna-pc.internal',
  'anna-pc.fritz.box',
  'anna-pc.office.example:5000',
  'anna-pc.dotted.example',
  'anna-pc.intern.example',
  'lanline.local:5000',
  'LanLine.Local',
  'chat.example.org',
  'chat.example.org:443',
  'xn--tr-xka.example',
];
const FOREIGN = [
  undefined,
  '',
  ':5000',
  ' ',
  'evil.example',
  'evil.example:5000',
  'anna-pc.evil.example',
  'evil-anna-pc',
  'local',
  'lan',
  'fritz.box',
  'office.example',
  'other.local',
  'lanline.local.evil.example',
  'sub.chat.example.org',
  'example.org',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.1.nip.io',
  'a.localhost',
  'anna-pc@evil.example',
  'evil.example/anna-pc',
  'evil.example#localhost',
  'evil.example?localhost',
  'localhost\\evil.example',
  'localhost@evil.example',
  'anna-pc:evil',
  'anna-pc:99999',
  'localhost localhost',
  'localhost,evil.example',
  '[::1',
  '::1',
  '[evil]',
  '[::1]evil.example',
  '[::1]:x',
  '256.1.1.1',
  '%6cocalhost.evil',
  'a'.repeat(5_000),
  'null',
  '__proto__',
  'constructor',
];

test('a Host is ours by its address, as localhost, by the machine’s names, or by configuration', () => {
  for (const header of OWN) assert.equal(isOwnHost(header, RULES), true, header);
});

test('any other Host is foreign', () => {
  for (const header of FOREIGN) assert.equal(isOwnHost(header, RULES), false, header);
});

test('a machine without a name is still known by its addresses, and by nothing else', () => {
  const nameless = {
    hostName: '',
    searchDomains: ['office.example', ''],
    localNames: [''],
    allowedHosts: [''],
  };
  assert.equal(isOwnHost('192.168.1.5:5000', nameless), true);
  for (const header of ['local', '.local', 'office.example', '.office.example', '.'])
    assert.equal(isOwnHost(header, nameless), false, header);
});

test('a name with an umlaut is compared as browsers write it', () => {
  const rules = { ...RULES, hostName: 'Jörgs-PC' };
  assert.equal(isOwnHost('xn--jrgs-pc-90a.local:5000', rules), true);
  assert.equal(isOwnHost('jörgs-pc', rules), true);
});

test('the names are asked for each time, since a laptop changes networks', () => {
  let domain = 'home.example';
  const originPolicy = createOriginPolicy({
    legacyClients: false,
    allowedOrigins: [],
    allowedHosts: [],
    ownAddresses: () => [],
    names: () => ({ hostName: 'laptop', searchDomains: [domain], localNames: [] }),
  });
  assert.equal(originPolicy.checkHost('laptop.school.example')?.code, 'bad_host');
  domain = 'school.example';
  assert.equal(originPolicy.checkHost('laptop.school.example'), undefined);
  assert.equal(originPolicy.checkHost('laptop.home.example')?.code, 'bad_host');
});
