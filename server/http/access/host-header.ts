// Reading a Host header and an Origin as browsers write them, both by the URL parser, so that they can be
// compared.
import { isIP } from 'node:net';

export interface Site {
  protocol: 'http' | 'https';
  /** Lower case, punycode, without a trailing dot; IPv6 in brackets */
  hostname: string;
  /** "" for the protocol's own */
  port: string;
}

/** The site that a Host header names, or undefined where it names none. */
export function siteOfHost(header: string, protocol: Site['protocol']): Site | undefined {
  // anything else would make the URL parser read a path, a password or a query
  return /^(?:\[[\da-f:.]+\]|[^\s/\\?#@[\]:]+)(?::\d*)?$/i.test(header)
    ? siteOf(`${protocol}://${header}/`)
    : undefined;
}

/**
 * The site that a web origin names, or undefined where it is `null`, another scheme's, or more than an
 * origin.
 */
export function siteOfOrigin(origin: string): Site | undefined {
  return /^https?:\/\/[^\s/\\?#@]+$/i.test(origin) ? siteOf(origin) : undefined;
}

function siteOf(url: string): Site | undefined {
  const parsed = URL.parse(url);
  if (!parsed) return undefined;
  const hostname = parsed.hostname.replace(/\.$/, '');
  return hostname === ''
    ? undefined
    : { protocol: parsed.protocol === 'https:' ? 'https' : 'http', hostname, port: parsed.port };
}

/** Whether two sites are one origin. */
export function isSameOrigin(one: Site, other: Site): boolean {
  return one.protocol === other.protocol && one.hostname === other.hostname && one.port === other.port;
}

/** The address in a hostname that is an IP literal, or undefined. */
export function ipLiteral(hostname: string): string | undefined {
  const address = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(address) === 0 ? undefined : address;
}
