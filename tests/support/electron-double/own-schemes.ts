// Chromium cannot be taught a scheme from outside. So an own scheme's pages are loaded from an https address
// whose host nobody has, every request to that host is answered by the app's handler, and what main hears of
// is the own scheme again. A page sees the https address as its `location`;
// that is the one difference specs must know (`pageUrl` in tests/e2e/desktop/app.ts).
import type { CustomScheme } from 'electron';

type Handler = (request: Request) => Response | Promise<Response>;

const schemes = new Map<string, CustomScheme>();
export const handlers = new Map<string, Handler>();

export function register(custom: readonly CustomScheme[]): void {
  for (const each of custom) schemes.set(each.scheme, each);
}

/** `lanline://app/x` → `https://app.lanline.invalid/x` */
export function toPage(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
  const { privileges } = schemes.get(scheme.toLowerCase()) ?? {};
  if (privileges?.standard !== true) return url;
  const [, host = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  return `${privileges.secure === true ? 'https' : 'http'}://${host}.${scheme.toLowerCase()}.invalid${path === '' ? '/' : path}`;
}

/** The other way; other addresses come back as they are. */
export function toApp(url: string): string {
  const [, host = '', scheme = '', path = ''] =
    /^https?:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(.*)$/is.exec(url) ?? [];
  return schemes.has(scheme) ? `${scheme}://${host}${path}` : url;
}

/** Origin as Chromium tells it for such a scheme. */
export function originOf(url: string): string {
  const own = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  if (own?.[1] !== undefined && schemes.has(own[1])) return `${own[1]}://${own[2] ?? ''}`;
  return URL.canParse(url) ? new URL(url).origin : 'null';
}

/** Whether an address can be loaded at all. */
export function isKnown(url: string): boolean {
  return /^(?:https?|file|data|about|blob|chrome):/i.test(toPage(url));
}
