// Which of this machine's addresses are worth showing to guests, best first.
import type { NetworkInterfaceInfo } from 'node:os';
import ipaddr from 'ipaddr.js';

export interface ShownAddress {
  address: string;
  /** As the system calls it: `Wi-Fi`, `en0`, `enp3s0` */
  adapter: string;
  family: 'IPv4' | 'IPv6';
  /**
   * What guests can expect: `lan` is a real adapter; `virtual` leads to containers, virtual machines or through a VPN, rarely to guests;
   * `local` works only on the same cable without a router (link-local); `loopback` only on this machine.
   */
  kind: 'lan' | 'virtual' | 'local' | 'loopback';
}

export type NetworkInterfaces = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal' | 'mac'>[] | undefined>>;

/** Names of adapters that programs make: containers, virtual machines, tunnels, and what phones and Apple devices use among themselves. */
const VIRTUAL_NAMES = [
  // containers and virtual machines
  /^docker/, /^br-[\da-f]{12}$/, /^veth/, /^cni/, /^flannel/, /^cali[\da-f]/, /^podman/, /^lxc/, /^lxd/, /^incus/, /^virbr/, /^vnet\d/, /^tap/, /^vmnet/, /^vboxnet/,
  /^vethernet/, /virtualbox/, /vmware/, /hyper-?v/, /\bwsl\b/, /^bridge1\d\d$/, /^vmenet/, /^anpi\d/, /^kube/, /^dummy/, /^ifb\d/, /^waydroid/, /^crc/,
  // tunnels
  /^utun/, /^tun\d*/, /^wg\d*/, /^wg-/, /^ppp/, /^ipsec/, /^gif\d/, /^stf\d/, /^sit\d/, /^tailscale/, /^zt[a-z\d]/, /zerotier/, /^ham\d/, /hamachi/, /^nordlynx/, /^proton/,
  /^mullvad/, /wireguard/, /openvpn/, /\bvpn\b/, /\btap-/, /\bwintun\b/, /\bcisco\b.*anyconnect/, /fortinet|forti(?:client|ssl)/, /^cloudflare ?warp/, /teredo/, /isatap/, /6to4/,
  // between devices only
  /^awdl\d/, /^llw\d/, /^ap\d$/, /^p2p/, /^pan\d/, /bluetooth/, /^usbmon/, /loopback/, /npcap/,
];

/** First bytes of the adapters that VirtualBox and VMware give a host, which Windows calls just `Ethernet 2`. Guests' own begin differently. */
const VIRTUAL_MACS = ['0a:00:27:', '00:50:56:c0:00:'];

/** Addresses that tunnels and virtual networks use whatever their adapter is called: Tailscale and other carrier-grade NAT. */
const VIRTUAL_RANGES = new Set(['carrierGradeNat', 'teredo', '6to4']);

const ORDER: readonly ShownAddress['kind'][] = ['lan', 'virtual', 'local', 'loopback'];

/**
 * All addresses (given in the form of `os.networkInterfaces()`) in the order in which a guest should try them: real adapters first, then
 * virtual ones, each with IPv4 before IPv6 (which few people can type); link-local ones last; loopback only where there is nothing else.
 */
export function rankAddresses(interfaces: NetworkInterfaces): ShownAddress[] {
  const found = Object.entries(interfaces).flatMap(([adapter, addresses = []]) => addresses.map(({ address, family, internal, mac }) => ({
    address: withoutZone(address), adapter, family, kind: kindOf({ address, adapter, internal, mac }),
  })));
  const shown = found.some(({ kind }) => kind !== 'loopback') ? found.filter(({ kind }) => kind !== 'loopback') : found;
  // stable: within one rank the system's own order stays
  return shown.toSorted((a, b) => rank(a) - rank(b));
}

/** The address as part of a URL. */
export function urlOf({ address, family }: Pick<ShownAddress, 'address' | 'family'>, port: number): string {
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}${port === 80 ? '' : `:${String(port)}`}`;
}

function kindOf({ address, adapter, internal, mac }: { address: string; adapter: string; internal: boolean; mac: string }): ShownAddress['kind'] {
  const plain = withoutZone(address);
  const range = ipaddr.isValid(plain) ? ipaddr.parse(plain).range() : 'unknown';
  if (internal || range === 'loopback') return 'loopback';
  if (range === 'linkLocal') return 'local';
  const virtual = VIRTUAL_RANGES.has(range) || VIRTUAL_NAMES.some((name) => name.test(adapter.toLowerCase()))
    || VIRTUAL_MACS.some((start) => mac.toLowerCase().startsWith(start));
  return virtual ? 'virtual' : 'lan';
}

function rank({ kind, family, address }: ShownAddress): number {
  return ORDER.indexOf(kind) * 4 + (family === 'IPv4' ? 0 : 2) + (isPrivate(address) ? 0 : 1);
}

/** Of a public and a home network's address guests of the room are more likely on the latter; and of IPv6 that is the one that stays. */
function isPrivate(address: string): boolean {
  const range = ipaddr.parse(address).range();
  return range === 'private' || range === 'uniqueLocal';
}

const withoutZone = (address: string) => address.replace(/%.*$/, '');
