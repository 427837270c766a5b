// Which of this machine's addresses are worth showing to guests, best first.
import type { NetworkInterfaceInfo } from 'node:os';
import ipaddr from 'ipaddr.js';
import { mediumOf, type KnownAdapter, type Medium } from './adapters.ts';

export interface ShownAddress {
  address: string;
  /** As the system calls it: `Wi-Fi`, `en0`, `enp3s0` */
  adapter: string;
  /** As people know it, where that is something else: `Wi-Fi` for a Mac's `en0` */
  label?: string;
  medium: Medium;
  family: 'IPv4' | 'IPv6';
  /**
   * What guests can expect: `lan` is a real adapter, a hotspot of this machine's own included; `virtual`
   * leads to containers, virtual machines or through a VPN, rarely to guests; `local` works only on the same
   * cable without a router (link-local); `loopback` only on this machine.
   */
  kind: 'lan' | 'virtual' | 'local' | 'loopback';
}

export type InterfaceAddress = Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal' | 'mac'> & {
  cidr?: string | null;
  scopeid?: number;
};
/** In the form of `os.networkInterfaces()`. */
export type NetworkInterfaces = Readonly<Record<string, readonly InterfaceAddress[] | undefined>>;

export interface Ranking {
  /** This machine's address on the way to everywhere else; its adapter goes before others of its kind */
  route?: string | undefined;
  /** What the system says of an adapter */
  known?: (adapter: string) => KnownAdapter;
}

/**
 * Addresses that tunnels and virtual networks use whatever their adapter is called: Tailscale and other
 * carrier-grade NAT.
 */
const VIRTUAL_RANGES = new Set(['carrierGradeNat', 'teredo', '6to4']);

const ORDER: readonly ShownAddress['kind'][] = ['lan', 'virtual', 'local', 'loopback'];

/**
 * All addresses in the order in which a guest should try them: real adapters first, then virtual ones, each
 * with IPv4 before IPv6 (which few people can type); link-local ones last; loopback only where there is
 * nothing else.
 */
export function rankAddresses(
  interfaces: NetworkInterfaces,
  { route, known = () => ({}) }: Ranking = {},
): ShownAddress[] {
  const found = Object.entries(interfaces).flatMap(([adapter, addresses = []]) => {
    const system = known(adapter);
    return addresses.map((own) => shownAddress(adapter, own, system));
  });
  const shown = found.some(({ kind }) => kind !== 'loopback')
    ? found.filter(({ kind }) => kind !== 'loopback')
    : found;
  const preferred = found.find(({ address }) => address === route)?.adapter;
  // stable: within one rank the system's own order stays
  return shown.toSorted((a, b) => rank(a, preferred) - rank(b, preferred));
}

/** The address as part of a URL. */
export function urlOf({ address, family }: Pick<ShownAddress, 'address' | 'family'>, port: number): string {
  return urlOfHost(family === 'IPv6' ? `[${address}]` : address, port);
}

/** A URL without the port that browsers take by themselves. */
export function urlOfHost(host: string, port: number): string {
  return `http://${host}${port === 80 ? '' : `:${String(port)}`}`;
}

/** An address without the adapter's name that link-local ones may carry. */
export const withoutZone = (address: string): string => address.replace(/%.*$/, '');

function shownAddress(adapter: string, own: InterfaceAddress, system: KnownAdapter): ShownAddress {
  const address = withoutZone(own.address);
  const { label } = system;
  const medium = mediumOf({ adapter, mac: own.mac, address }, system);
  return {
    address,
    adapter,
    medium,
    family: own.family,
    kind: kindOf(address, medium, own.internal),
    ...(label !== undefined && label !== adapter && { label }),
  };
}

function kindOf(address: string, medium: Medium, isInternal: boolean): ShownAddress['kind'] {
  const range = ipaddr.isValid(address) ? ipaddr.parse(address).range() : 'unknown';
  if (isInternal || range === 'loopback') return 'loopback';
  if (range === 'linkLocal') return 'local';
  return medium === 'vpn' || medium === 'virtual' || VIRTUAL_RANGES.has(range) ? 'virtual' : 'lan';
}

function rank({ kind, family, adapter, address }: ShownAddress, preferred: string | undefined): number {
  return (
    ORDER.indexOf(kind) * 8 +
    (family === 'IPv4' ? 0 : 4) +
    (adapter === preferred ? 0 : 2) +
    (isPrivate(address) ? 0 : 1)
  );
}

/**
 * Of a public and a home network's address guests of the room are more likely on the latter; and of IPv6 that
 * is the one that stays.
 */
function isPrivate(address: string): boolean {
  const range = ipaddr.parse(address).range();
  return range === 'private' || range === 'uniqueLocal';
}
