// What the guests' page may do, each with its reason. Everything it shows comes from this server.
import { siteOfHost } from '../access/host-header.ts';

const DIRECTIVES: readonly (readonly [directive: string, reason: string])[] = [
  ["default-src 'none'", 'what is not named below is not needed: frames, workers, plugins'],
  ["script-src 'self'", 'the built scripts; neither inline nor eval'],
  [
    "style-src 'self'",
    'the built styles; what components set on an element goes through the CSSOM, which this does not forbid',
  ],
  ["font-src 'self'", 'Inter, from the build'],
  [
    "img-src 'self' data:",
    'files of the room; data: the tab’s icon with its badge, drawn in the page, which can carry nothing out',
  ],
  ["media-src 'self'", 'recordings and films of the room'],
  ["manifest-src 'self'", 'the name and icons for a phone’s home screen'],
  ["base-uri 'none'", 'no <base> can bend relative addresses'],
  ["form-action 'none'", 'no form is ever sent; an injected one could send elsewhere'],
  ["frame-ancestors 'none'", 'in nobody’s frame, so nobody’s clicks are borrowed'],
  [
    "require-trusted-types-for 'script'",
    'a text that reaches innerHTML and the like throws instead of becoming markup',
  ],
  ["trusted-types 'none'", 'and nobody can make an exception'],
  // no upgrade-insecure-requests: on http://192.168.1.5 it stops everything
];

const FIXED = DIRECTIVES.map(([directive]) => directive).join('; ');

/**
 * The page's Content-Security-Policy for a reader who came by this Host header, which the Host check has let
 * in.
 */
export function pagePolicy(hostHeader: string | undefined): string {
  return `${FIXED}; connect-src 'self'${websocketSource(hostHeader)}`;
}

/**
 * To browsers of today `'self'` is also the same host's websockets; Safari before 15.4 wants them named.
 * Where a proxy speaks https, `ws:` covers `wss:` too. A policy cannot name an IPv6 address: there those
 * browsers poll.
 */
function websocketSource(hostHeader: string | undefined): string {
  const site = hostHeader === undefined ? undefined : siteOfHost(hostHeader, 'http');
  // written anew from what the URL parser made of it, so that nothing of the header itself gets into the
  // policy
  if (!site || !/^[a-z\d.-]+$/.test(site.hostname)) return '';
  return ` ws://${site.hostname}${site.port === '' ? '' : `:${site.port}`}`;
}
