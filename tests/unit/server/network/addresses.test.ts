import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { rankAddresses, urlOf } from '../../../../server/network/addresses.ts';
import { loopback, machine } from '../../../support/helpers/machine.ts';

// what the machines of friends and the reports of other projects look like
const MACHINES: { name: string; adapters: Record<string, string[]>; route?: string; expected: string[] }[] = [
  {
    name: 'a Windows laptop on Wi-Fi with its ghosts',
    adapters: {
      'vEthernet (WSL (Hyper-V firewall))': ['fe80::1111%30', '172.22.144.1 00:15:5d:aa:bb:cc'],
      'VirtualBox Host-Only Network': ['192.168.56.1 0a:00:27:00:00:05'],
      'VMware Network Adapter VMnet8': ['192.168.229.1 00:50:56:c0:00:08'],
      'Bluetooth Network Connection': ['169.254.10.20'],
      'Wi-Fi': ['2a02:8109:9a80::77', 'fe80::2222%12', '192.168.178.23'],
      Ethernet: ['169.254.33.44'],
      'Loopback Pseudo-Interface 1': ['::1', '127.0.0.1'],
    },
    expected: [
      'lan Wi-Fi 192.168.178.23',
      'lan Wi-Fi 2a02:8109:9a80::77',
      'virtual vEthernet (WSL (Hyper-V firewall)) 172.22.144.1',
      'virtual VirtualBox Host-Only Network 192.168.56.1',
      'virtual VMware Network Adapter VMnet8 192.168.229.1',
      'local Bluetooth Network Connection 169.254.10.20',
      'local Ethernet 169.254.33.44',
      'local vEthernet (WSL (Hyper-V firewall)) fe80::1111',
      'local Wi-Fi fe80::2222',
    ],
  },
  {
    name: 'a Windows PC whose VirtualBox adapter is called Ethernet 2',
    adapters: { 'Ethernet 2': ['192.168.56.1 0A:00:27:00:00:0C'], Ethernet: ['10.0.0.12'], ...loopback },
    expected: ['lan Ethernet 10.0.0.12', 'virtual Ethernet 2 192.168.56.1'],
  },
  {
    name: 'Windows with VPNs',
    adapters: {
      Tailscale: ['100.101.102.103', 'fd7a:115c:a1e0::1'],
      NordLynx: ['10.5.0.2'],
      ProtonVPN: ['10.2.0.2'],
      'OpenVPN TAP-Windows6': ['10.8.0.6'],
      'ZeroTier One [a84ac5c10a]': ['10.147.17.5'],
      Hamachi: ['25.1.2.3'],
      'Radmin VPN': ['26.1.2.3'],
      'Cisco AnyConnect Virtual Miniport': ['10.99.0.1'],
      WLAN: ['192.168.0.5'],
    },
    expected: [
      'lan WLAN 192.168.0.5',
      'virtual NordLynx 10.5.0.2',
      'virtual ProtonVPN 10.2.0.2',
      'virtual OpenVPN TAP-Windows6 10.8.0.6',
      'virtual ZeroTier One [a84ac5c10a] 10.147.17.5',
      'virtual Cisco AnyConnect Virtual Miniport 10.99.0.1',
      'virtual Tailscale 100.101.102.103',
      'virtual Hamachi 25.1.2.3',
      'virtual Radmin VPN 26.1.2.3',
      'virtual Tailscale fd7a:115c:a1e0::1',
    ],
  },
  {
    name: 'a MacBook on Wi-Fi',
    adapters: {
      lo0: ['127.0.0.1', '::1', 'fe80::1'],
      anpi0: ['fe80::a%5'],
      awdl0: ['fe80::b%14'],
      llw0: ['fe80::c%15'],
      utun0: ['fe80::d%16'],
      utun3: ['100.90.80.70'],
      bridge100: ['192.168.64.1'],
      en0: ['fe80::14a2%11', 'fd12:3456::9', '192.168.1.42'],
    },
    expected: [
      'lan en0 192.168.1.42',
      'lan en0 fd12:3456::9',
      'virtual bridge100 192.168.64.1',
      'virtual utun3 100.90.80.70',
      'local anpi0 fe80::a',
      'local awdl0 fe80::b',
      'local llw0 fe80::c',
      'local utun0 fe80::d',
      'local en0 fe80::14a2',
    ],
  },
  {
    name: 'a Mac on cable and Wi-Fi: both are real',
    adapters: { lo0: ['127.0.0.1'], en0: ['192.168.1.42'], en7: ['10.1.1.7'] },
    expected: ['lan en0 192.168.1.42', 'lan en7 10.1.1.7'],
  },
  {
    name: 'a Linux developer machine',
    adapters: {
      ...loopback,
      docker0: ['172.17.0.1 02:42:aa:bb:cc:dd'],
      'br-3f1e2d4c5b6a': ['172.18.0.1'],
      veth9a8b7c6: ['fe80::77'],
      virbr0: ['192.168.122.1'],
      lxdbr0: ['10.30.0.1'],
      podman0: ['10.88.0.1'],
      cni0: ['10.42.0.1'],
      'flannel.1': ['10.42.0.0'],
      vboxnet0: ['192.168.56.1'],
      wg0: ['10.13.13.2'],
      tun0: ['10.8.0.2'],
      tailscale0: ['100.64.0.9'],
      ztabcdef12: ['10.144.1.1'],
      wlp3s0: ['192.168.178.50'],
      enp0s31f6: ['192.168.178.51'],
    },
    expected: [
      'lan wlp3s0 192.168.178.50',
      'lan enp0s31f6 192.168.178.51',
      'virtual docker0 172.17.0.1',
      'virtual br-3f1e2d4c5b6a 172.18.0.1',
      'virtual virbr0 192.168.122.1',
      'virtual lxdbr0 10.30.0.1',
      'virtual podman0 10.88.0.1',
      'virtual cni0 10.42.0.1',
      'virtual flannel.1 10.42.0.0',
      'virtual vboxnet0 192.168.56.1',
      'virtual wg0 10.13.13.2',
      'virtual tun0 10.8.0.2',
      'virtual ztabcdef12 10.144.1.1',
      'virtual tailscale0 100.64.0.9',
      'local veth9a8b7c6 fe80::77',
    ],
  },
  {
    name: 'a real bridge, bond and VLAN of a Linux server',
    adapters: { ...loopback, br0: ['192.168.1.2'], bond0: ['10.0.0.2'], 'eno1.20': ['10.0.20.2'], eno1: [] },
    expected: ['lan br0 192.168.1.2', 'lan bond0 10.0.0.2', 'lan eno1.20 10.0.20.2'],
  },
  {
    name: 'a virtual machine: its only adapter is a real one to it',
    adapters: { ...loopback, enp0s3: ['10.0.2.15 08:00:27:11:22:33'] },
    expected: ['lan enp0s3 10.0.2.15'],
  },
  {
    name: 'a container',
    adapters: { ...loopback, eth0: ['172.17.0.2 02:42:ac:11:00:02'] },
    expected: ['lan eth0 172.17.0.2'],
  },
  {
    name: 'a rented server: the home-like address first, the public one too',
    adapters: { ...loopback, ens3: ['203.0.113.7', '2001:db8::7', 'fe80::7'], ens4: ['10.114.0.2'] },
    expected: ['lan ens4 10.114.0.2', 'lan ens3 203.0.113.7', 'lan ens3 2001:db8::7', 'local ens3 fe80::7'],
  },
  {
    name: 'IPv6 alone: the address that stays before the one that changes',
    adapters: { ...loopback, eth0: ['fe80::1:2%2', '2001:db8::abcd', 'fd00::2'] },
    expected: ['lan eth0 fd00::2', 'lan eth0 2001:db8::abcd', 'local eth0 fe80::1:2'],
  },
  {
    name: 'two laptops on one cable',
    adapters: { ...loopback, eth0: ['169.254.7.8', 'fe80::8'] },
    expected: ['local eth0 169.254.7.8', 'local eth0 fe80::8'],
  },
  { name: 'only a VPN', adapters: { ...loopback, wg0: ['10.0.0.2'] }, expected: ['virtual wg0 10.0.0.2'] },
  {
    name: 'carrier-grade NAT under any name',
    adapters: { ...loopback, wwan0: ['100.72.3.4'], wlan0: ['192.168.43.1'] },
    expected: ['lan wlan0 192.168.43.1', 'virtual wwan0 100.72.3.4'],
  },
  {
    name: 'a desktop on cable and Wi-Fi, whose way out is the Wi-Fi',
    adapters: {
      ...loopback,
      enp3s0: ['192.168.178.51', 'fd00::51'],
      wlp4s0: ['192.168.178.50', 'fd00::50'],
      docker0: ['172.17.0.1'],
    },
    route: '192.168.178.50',
    expected: [
      'lan wlp4s0 192.168.178.50',
      'lan enp3s0 192.168.178.51',
      'lan wlp4s0 fd00::50',
      'lan enp3s0 fd00::51',
      'virtual docker0 172.17.0.1',
    ],
  },
  {
    name: 'a Windows laptop on cable and Wi-Fi in German, whose way out is the cable',
    adapters: { WLAN: ['192.168.0.5'], 'LAN-Verbindung': ['192.168.0.6'], ...loopback },
    route: '192.168.0.6',
    expected: ['lan LAN-Verbindung 192.168.0.6', 'lan WLAN 192.168.0.5'],
  },
  {
    name: 'a laptop whose way out is a VPN: guests are still on the Wi-Fi',
    adapters: { ...loopback, tun0: ['10.8.0.2'], wlan0: ['192.168.1.5'] },
    route: '10.8.0.2',
    expected: ['lan wlan0 192.168.1.5', 'virtual tun0 10.8.0.2'],
  },
  {
    name: "a university's network: the public address on the way out before what some program made",
    adapters: { ...loopback, neterbr0: ['192.168.99.1'], wlan0: ['141.30.1.2'] },
    route: '141.30.1.2',
    expected: ['lan wlan0 141.30.1.2', 'lan neterbr0 192.168.99.1'],
  },
  {
    name: "a hotspot of a Windows laptop's own",
    adapters: {
      'Local Area Connection* 1': ['169.254.80.1'],
      'Local Area Connection* 10': ['192.168.137.1'],
      'vEthernet (Default Switch)': ['172.28.96.1 00:15:5d:00:00:01'],
      ...loopback,
    },
    expected: [
      'lan Local Area Connection* 10 192.168.137.1',
      'virtual vEthernet (Default Switch) 172.28.96.1',
      'local Local Area Connection* 1 169.254.80.1',
    ],
  },
  {
    name: 'a Mac that shares its cable by Wi-Fi, beside a virtual machine',
    adapters: {
      lo0: ['127.0.0.1'],
      bridge100: ['192.168.64.1'],
      bridge101: ['192.168.2.1'],
      ap1: ['fe80::ab%7'],
      en7: ['10.1.1.7'],
    },
    route: '10.1.1.7',
    expected: [
      'lan en7 10.1.1.7',
      'lan bridge101 192.168.2.1',
      'virtual bridge100 192.168.64.1',
      'local ap1 fe80::ab',
    ],
  },
  {
    name: "a hotspot of a Linux laptop's own, made by a tool or by NetworkManager",
    adapters: { ...loopback, ap0: ['192.168.12.1'], wlan1: ['10.42.0.1'], cni0: ['10.42.1.1'] },
    expected: ['lan ap0 192.168.12.1', 'lan wlan1 10.42.0.1', 'virtual cni0 10.42.1.1'],
  },
  { name: 'no network', adapters: loopback, expected: ['loopback lo 127.0.0.1', 'loopback lo ::1'] },
  { name: 'nothing at all', adapters: {}, expected: [] },
];

for (const { name, adapters, route, expected } of MACHINES) {
  test(`addresses of ${name}`, () => {
    assert.deepEqual(
      rankAddresses(machine(adapters), { route }).map(
        ({ kind, adapter, address }) => `${kind} ${adapter} ${address}`,
      ),
      expected,
    );
  });
}

test('this machine can be ranked', () => {
  assert.ok(rankAddresses(networkInterfaces()).length > 0);
});

test('URLs of addresses', () => {
  assert.equal(urlOf({ address: '192.168.1.2', family: 'IPv4' }, 5000), 'http://192.168.1.2:5000');
  assert.equal(urlOf({ address: 'fd00::2', family: 'IPv6' }, 5000), 'http://[fd00::2]:5000');
  assert.equal(urlOf({ address: '192.168.1.2', family: 'IPv4' }, 80), 'http://192.168.1.2');
});
