// Against pages of other sites that talk to this server through a visitor's browser: CORS does not cover
// websockets, nor simple posts.
import { canonicalAddress, isLoopback } from '../../network/address.ts';
import { ipLiteral, isSameOrigin, siteOfHost, siteOfOrigin, type Site } from './host-header.ts';

export interface OriginRules {
  /**
   * Lets in pages of the same name on any port, of loopback, and of this machine's own addresses: legacy clients
   * are served from port 3000 of this or of the guest's machine, and may look for the server at localhost
   */
  legacyClients: boolean;
  /** This machine's addresses in canonical form, asked for when nothing else lets a page in */
  ownAddresses: () => readonly string[];
  /** What the host configured besides, such as `https://chat.example.org` */
  allowedOrigins: readonly string[];
}

/**
 * Whether a request may come from a page. No Origin is a program or a page's own plain request, and passes;
 * `null` (a sandbox, a file) never does. `hostHeader` is the request's Host and `protocol` what it came over.
 */
export function isAllowedOrigin(
  origin: string | undefined,
  hostHeader: string | undefined,
  protocol: Site['protocol'],
  rules: OriginRules,
): boolean {
  if (origin === undefined) return true;
  if (origin === 'null') return false;
  // exactly as configured: the only way in for another scheme, such as that of an app
  if (rules.allowedOrigins.includes(origin)) return true;
  const page = siteOfOrigin(origin);
  if (!page) return false;
  const host = hostHeader === undefined ? undefined : siteOfHost(hostHeader, protocol);
  if (host && isSameOrigin(page, host)) return true;
  if (rules.legacyClients && (page.hostname === host?.hostname || isLoopbackSite(page))) return true;
  const isConfigured = rules.allowedOrigins.some((allowed) => {
    const site = siteOfOrigin(allowed.replace(/\/$/, ''));
    return site !== undefined && isSameOrigin(page, site);
  });
  return isConfigured || (rules.legacyClients && rules.ownAddresses().includes(ownForm(page)));
}

const ownForm = ({ hostname }: Site): string => canonicalAddress(ipLiteral(hostname));

function isLoopbackSite({ hostname }: Site): boolean {
  return hostname === 'localhost' || isLoopback(ipLiteral(hostname));
}
