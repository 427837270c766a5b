import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault, JoinAddress } from '../../../../../main/ipc/contract.ts';
import { joinAddresses, typed, wasReached } from '../../../../../renderer/dashboard/join/join-address.ts';
import { aboutFault } from '../../../../../renderer/dashboard/sign/about-fault.ts';
import { othersHere } from '../../../../../renderer/dashboard/sign/others-here.ts';
import { faultTexts } from '../../../../../renderer/dashboard/sign/faults.texts.ts';
import { makePerson } from '../snapshot.ts';

const address = (text: string, adapter: string, changes: Partial<JoinAddress> = {}): JoinAddress => ({
  address: text,
  adapter,
  medium: 'wifi',
  family: 'IPv4',
  kind: 'lan',
  url: `http://${text}:5000`,
  qr: { path: '', size: 25 },
  devices: 0,
  ...changes,
});

suite('the address that is shown', () => {
  const wifi = address('192.168.0.5', 'Wi-Fi');
  const cable = address('10.0.0.5', 'Ethernet');
  const own = address('127.0.0.1', 'lo', { kind: 'loopback' });

  test('is the best one until the host chooses an adapter', () => {
    assert.deepEqual(joinAddresses({ addresses: [wifi, cable] }, null), { shown: wifi, others: [cable] });
    assert.deepEqual(joinAddresses({ addresses: [wifi, cable] }, 'Ethernet'), {
      shown: cable,
      others: [wifi],
    });
  });

  test('is the best one while the chosen adapter is away', () => {
    assert.equal(joinAddresses({ addresses: [wifi] }, 'Ethernet').shown, wifi);
  });

  test('is never one that only this machine reaches', () => {
    assert.deepEqual(joinAddresses({ addresses: [own] }, null), { shown: undefined, others: [] });
    assert.equal(joinAddresses({ addresses: [own, cable] }, 'lo').shown, cable);
  });

  test('is written as people type it', () => {
    assert.deepEqual(typed('http://192.168.0.5:5000'), { host: '192.168.0.5', port: ':5000' });
    assert.deepEqual(typed('http://lanline.local'), { host: 'lanline.local', port: '' });
    assert.deepEqual(typed('http://[fd00::5]:5001'), { host: '[fd00::5]', port: ':5001' });
  });

  test('works where any device came in, over the name too', () => {
    assert.equal(wasReached({ addresses: [wifi, cable] }), false);
    assert.equal(wasReached({ addresses: [wifi, { ...cable, devices: 1 }] }), true);
    assert.equal(
      wasReached({
        addresses: [wifi],
        localName: { name: 'lanline.local', url: 'http://lanline.local:5000', qr: wifi.qr, devices: 1 },
      }),
      true,
    );
  });
});

suite('whom a stop sends away', () => {
  const host = { address: '127.0.0.1', isHost: true, device: 'Mac', browser: 'Safari' };

  test('not the host', () => {
    assert.deepEqual(othersHere([makePerson('host', { devices: [host] })]), { count: 0, hasOld: false });
    assert.deepEqual(othersHere([]), { count: 0, hasOld: false });
  });

  test('everybody else once, and whether a program says nothing of itself', () => {
    const two = makePerson('anna', {
      devices: [
        host,
        { address: '10.0.0.7', isHost: false, browser: 'Safari' },
        { address: '10.0.0.8', isHost: false, device: 'iPad' },
      ],
    });
    assert.deepEqual(othersHere([two]), { count: 1, hasOld: false });
    assert.deepEqual(
      othersHere([two, makePerson('old', { devices: [{ address: '10.0.0.9', isHost: false }] })]),
      { count: 2, hasOld: true },
    );
  });

  test('not who has just gone', () => {
    assert.equal(othersHere([makePerson('gone', { devices: [] })]).count, 0);
  });
});

const kinds = (fault: Fault, fixed: ('port' | 'host')[]) =>
  aboutFault(fault, faultTexts.en, fixed).remedies.map(({ kind }) => kind);

suite('what is said of a fault', () => {
  const faults: Fault[] = [
    { code: 'port_taken', port: 5000, owner: { name: 'node', pid: 4711 }, free: 5001 },
    { code: 'port_taken', port: 5000 },
    { code: 'port_forbidden', port: 80 },
    { code: 'address_missing', host: '10.0.0.5' },
    { code: 'folder_locked', folder: '/data', pid: 612, port: 5000 },
    { code: 'folder_locked', folder: '/data' },
    { code: 'folder_newer', folder: '/data', needs: '2.0.0' },
    { code: 'folder_newer', folder: '/data' },
    { code: 'folder_moved', folder: '/data', to: '/new' },
    { code: 'folder_unusable', folder: '/data', detail: 'EACCES' },
    { code: 'internal', detail: 'broken' },
  ];

  for (const language of ['en', 'de'] as const) {
    test(`a reason and something to do, for each (${language})`, () => {
      for (const fault of faults) {
        const about = aboutFault(fault, faultTexts[language], []);
        assert.match(about.reason, /\.$/, fault.code);
        assert.ok(about.remedies.length >= 1, fault.code);
        for (const text of [about.hint, about.comfort, about.detail])
          assert.doesNotMatch(text ?? '', /undefined|\[object/, fault.code);
      }
    });
  }

  test('who has the port, in the host’s language', () => {
    const [taken] = faults;
    assert.ok(taken);
    assert.match(aboutFault(taken, faultTexts.de, []).reason, /node \(Prozess 4711\)/);
    const airPlay = aboutFault(
      { code: 'port_taken', port: 5000, owner: { name: 'ControlCenter', pid: 612 }, free: 5001 },
      faultTexts.en,
      [],
    );
    assert.equal(airPlay.reason, 'Port 5000 is taken by AirPlay Receiver on this computer.');
    assert.deepEqual(airPlay.remedies[0], { kind: 'port', port: 5001 });
    assert.equal(airPlay.steps?.steps.length, 3);
  });

  test('what was given on the command line is not offered to be changed', () => {
    assert.deepEqual(kinds({ code: 'port_taken', port: 5000, free: 5001 }, ['port']), ['again']);
    assert.deepEqual(kinds({ code: 'address_missing', host: '10.0.0.5' }, ['host']), ['again']);
  });
});
