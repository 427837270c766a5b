// Against DNS rebinding: a page of evil.example whose name suddenly leads to this machine still sends `Host:
// evil.example`.
import { ipLiteral, siteOfHost } from './host-header.ts';

/** Endings that home routers and mDNS put behind a machine's bare name. */
const LOCAL_ENDINGS = ['local', 'lan', 'home.arpa', 'internal', 'fritz.box'];

export interface MachineNames {
  /** As the system says it; only its first label counts, and itself as it is */
  hostName: string;
  /** The system's search domains, such as `office.example` */
  searchDomains: readonly string[];
  /** What mDNS advertises, such as `lanline.local` */
  localNames: readonly string[];
}

export interface HostRules extends MachineNames {
  /** What the host configured besides: names, with or without a port */
  allowedHosts: readonly string[];
}

/**
 * Whether a Host header names this machine: an IP literal, localhost, a name of the machine's own, or one
 * that was configured.
 */
export function isOwnHost(header: string | undefined, rules: HostRules): boolean {
  const hostname = header === undefined ? undefined : siteOfHost(header, 'http')?.hostname;
  if (hostname === undefined) return false;
  return hostname === 'localhost' || ipLiteral(hostname) !== undefined || ownNames(rules).has(hostname);
}

function ownNames({ hostName, searchDomains, localNames, allowedHosts }: HostRules): Set<string> {
  const full = hostName.replace(/\.$/, '');
  const bare = full.split('.')[0] ?? '';
  const endings = [...LOCAL_ENDINGS, ...searchDomains.map((domain) => domain.replace(/^\.|\.$/g, ''))];
  const names = bare === '' ? [] : [full, bare, ...endings.map((ending) => `${bare}.${ending}`)];
  // as browsers write them: punycode, lower case
  return new Set(
    [...names, ...localNames, ...allowedHosts].flatMap((name) => siteOfHost(name, 'http')?.hostname ?? []),
  );
}
