// What an adapter is, told by its name and by what the system says of it.
import { existsSync, readFileSync } from 'node:fs';

/** What carries it: for an icon and a word. `vpn` and `virtual` lead to guests only rarely. */
export type Medium = 'wifi' | 'ethernet' | 'vpn' | 'virtual' | 'other';

/** What the system says of an adapter beside its name. */
export interface KnownAdapter {
  medium?: 'wifi' | 'ethernet';
  /** As people know it: `Wi-Fi` for a Mac's `en0` */
  label?: string;
}

const VPNS = [
  /^utun/,
  /^tun\d*$/,
  /^wg\d*$/,
  /^wg-/,
  /^ppp/,
  /^ipsec/,
  /^gif\d/,
  /^stf\d/,
  /^sit\d/,
  /^tailscale/,
  /^zt[a-z\d]/,
  /zerotier/,
  /^ham\d/,
  /hamachi/,
  /^nordlynx/,
  /^proton/,
  /^mullvad/,
  /wireguard/,
  /openvpn/,
  /\bvpn\b/,
  /\btap-/,
  /\bwintun\b/,
  /\bcisco\b.*anyconnect/,
  /fortinet|forti(?:client|ssl)/,
  /^cloudflare ?warp/,
  /teredo/,
  /isatap/,
  /6to4/,
];

const VIRTUAL = [
  // containers and virtual machines
  /^docker/,
  /^br-[\da-f]{12}$/,
  /^veth/,
  /^cni/,
  /^flannel/,
  /^cali[\da-f]/,
  /^podman/,
  /^lxc/,
  /^lxd/,
  /^incus/,
  /^virbr/,
  /^vnet\d/,
  /^tap/,
  /^vmnet/,
  /^vboxnet/,
  /^vethernet/,
  /virtualbox/,
  /vmware/,
  /hyper-?v/,
  /\bwsl\b/,
  /^bridge1\d\d$/,
  /^vmenet/,
  /^anpi\d/,
  /^kube/,
  /^dummy/,
  /^ifb\d/,
  /^waydroid/,
  /^crc/,
  // between devices only
  /^awdl\d/,
  /^llw\d/,
  /^p2p/,
  /^pan\d/,
  /bluetooth/,
  /^usbmon/,
  /loopback/,
  /npcap/,
];

/** The last: what Windows makes for a hotspot of its own, and Linux' tools for one */
const WIFI = [
  /^wi-?fi/,
  /^wl/,
  /wireless/,
  /drahtlos/,
  /sans fil/,
  /inal[aá]mbric/,
  /^(?:local area connection|lan-verbindung)\* ?\d/,
  /^ap\d/,
];
const ETHERNET = [/^eth/, /^en(?!\d)/, /^em\d/, /^lan\b/, /^local area connection/, /^br\d/, /^bond/];

/**
 * First bytes of the adapters that VirtualBox and VMware give a host, which Windows calls just `Ethernet 2`.
 * Guests' own begin differently.
 */
const VIRTUAL_MACS = ['0a:00:27:', '00:50:56:c0:00:'];

/**
 * A Mac that shares its network gives its guests one of these on the bridge that virtual machines have
 * elsewhere (192.168.64.1 and on).
 */
const MAC_HOTSPOT = /^192\.168\.[2-9]\.1$/;

/** What carries an address of an adapter. */
export function mediumOf(
  { adapter, mac, address }: { adapter: string; mac: string; address: string },
  known: KnownAdapter = {},
): Medium {
  const name = adapter.toLowerCase();
  const matches = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(name));
  if (/^bridge1\d\d$/.test(name) && MAC_HOTSPOT.test(address)) return 'wifi';
  if (matches(VPNS)) return 'vpn';
  if (matches(VIRTUAL) || VIRTUAL_MACS.some((start) => mac.toLowerCase().startsWith(start))) return 'virtual';
  if (known.medium) return known.medium;
  if (matches(WIFI)) return 'wifi';
  return matches(ETHERNET) ? 'ethernet' : 'other';
}

/** What this system says of its adapters; no program is started for it. Windows' names are words already. */
export function systemAdapters(): (adapter: string) => KnownAdapter {
  if (process.platform === 'linux') return linuxAdapter;
  if (process.platform !== 'darwin') return () => ({});
  const known = macAdapters(readText('/Library/Preferences/SystemConfiguration/NetworkInterfaces.plist'));
  return (adapter) => known.get(adapter) ?? {};
}

function linuxAdapter(adapter: string): KnownAdapter {
  const has = (part: string) => existsSync(`/sys/class/net/${adapter}/${part}`);
  return has('wireless') || has('phy80211') ? { medium: 'wifi' } : {};
}

/** The adapters in a Mac's list of them (an XML property list), by name. */
export function macAdapters(plist: string): Map<string, KnownAdapter> {
  // of each adapter's keys, which are in the order of the alphabet, the ones that count come after its name
  return new Map(
    plist
      .split('<key>BSD Name</key>')
      .slice(1)
      .flatMap((part) => {
        const name = /^\s*<string>([^<]*)<\/string>/.exec(part)?.[1];
        const type = textOf(part, 'SCNetworkInterfaceType');
        const label = textOf(part, 'UserDefinedName');
        const medium = type === 'IEEE80211' ? 'wifi' : type === 'Ethernet' ? 'ethernet' : undefined;
        return name === undefined
          ? []
          : [[name, { ...(medium && { medium }), ...(label !== undefined && { label }) }]];
      }),
  );
}

const textOf = (plist: string, key: string) =>
  new RegExp(String.raw`<key>${key}</key>\s*<string>([^<]*)</string>`).exec(plist)?.[1];

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
