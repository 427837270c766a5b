// Against pages of other sites that talk to this server through a visitor's browser: CORS does not cover
// websockets, nor simple posts.
import { isLoopback } from '../../network/address.ts';
import { ipLiteral, isSameOrigin, siteOfHost, siteOfOrigin, type Site } from './host-header.ts';

export interface OriginRules {
  /**
   * Lets in pages of the same name on any port, and of loopback: legacy clients are served from port 3000 of
   * this or of the guest's machine
   */
  legacyClients: boolean;
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
  return rules.allowedOrigins.some((allowed) => {
    const site = siteOfOrigin(allowed.replace(/\/$/, ''));
    return site !== undefined && isSameOrigin(page, site);
  });
}

function isLoopbackSite({ hostname }: Site): boolean {
  return hostname === 'localhost' || isLoopback(ipLiteral(hostname));
}
