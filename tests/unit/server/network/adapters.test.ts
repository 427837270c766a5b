import assert from 'node:assert/strict';
import { test } from 'node:test';
import { macAdapters } from '../../../../server/network/adapters.ts';
import { rankAddresses } from '../../../../server/network/addresses.ts';
import { machine } from '../../../support/helpers/machine.ts';

const MEDIA: readonly (readonly [adapter: string, medium: string, address?: string])[] = [
  ['Wi-Fi', 'wifi'],
  ['WLAN 2', 'wifi'],
  ['Drahtlosnetzwerkverbindung', 'wifi'],
  ['wlp3s0', 'wifi'],
  ['Local Area Connection* 10', 'wifi'],
  ['LAN-Verbindung* 3', 'wifi'],
  ['ap0', 'wifi'],
  ['bridge100', 'wifi', '192.168.2.1'],
  ['bridge100', 'virtual', '192.168.64.1'],
  ['Ethernet', 'ethernet'],
  ['Local Area Connection', 'ethernet'],
  ['LAN-Verbindung 2', 'ethernet'],
  ['eth0', 'ethernet'],
  ['enp3s0', 'ethernet'],
  ['br0', 'ethernet'],
  ['Tailscale', 'vpn'],
  ['wg0', 'vpn'],
  ['utun3', 'vpn'],
  ['docker0', 'virtual'],
  ['vEthernet (WSL)', 'virtual'],
  ['en0', 'other'],
  ['wwan0', 'other'],
];

for (const [adapter, medium, address = '10.1.2.3'] of MEDIA) {
  test(`${adapter} with ${address} is ${medium}`, () => {
    assert.deepEqual(
      rankAddresses(machine({ [adapter]: [address] })).map((shown) => shown.medium),
      [medium],
    );
  });
}

/** An adapter in a Mac's list. */
const row = (name: string, label: string, type: string) => `<dict><key>Active</key><true/><key>BSD Name</key>
  <string>${name}</string><key>IOInterfaceType</key><integer>6</integer><key>SCNetworkInterfaceInfo</key>
  <dict><key>UserDefinedName</key><string>${label}</string></dict><key>SCNetworkInterfaceType</key><string>${type}</string></dict>`;

test('a Mac says what its adapters are', () => {
  const known = macAdapters(
    `<plist><dict><key>Interfaces</key><array>${row('en0', 'Wi-Fi', 'IEEE80211')}${row('en5', 'USB 10/100/1000 LAN', 'Ethernet')}${row('bridge0', 'Thunderbolt Bridge', 'Bridge')}</array></dict></plist>`,
  );
  assert.deepEqual(
    [...known],
    [
      ['en0', { medium: 'wifi', label: 'Wi-Fi' }],
      ['en5', { medium: 'ethernet', label: 'USB 10/100/1000 LAN' }],
      ['bridge0', { label: 'Thunderbolt Bridge' }],
    ],
  );
  const shown = rankAddresses(machine({ en0: ['192.168.1.42'], en5: ['192.168.1.43'] }), {
    known: (adapter) => known.get(adapter) ?? {},
  });
  assert.deepEqual(
    shown.map(({ adapter, label, medium }) => [adapter, label, medium]),
    [
      ['en0', 'Wi-Fi', 'wifi'],
      ['en5', 'USB 10/100/1000 LAN', 'ethernet'],
    ],
  );
  assert.equal(macAdapters('').size, 0);
});
