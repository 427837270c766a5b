// The system's search domains: under `<machine>.<domain>` other computers of the network may know this one.
import { readFileSync } from 'node:fs';

const RESOLVER = '/etc/resolv.conf';
/** A laptop changes networks; each request asks. */
const FRESH_MS = 30_000;

/**
 * Answers the search domains, looked up again after a while; none where the system does not tell. `monotonic`
 * in milliseconds.
 */
export function createSearchDomains(
  monotonic: () => number,
  read: () => string = readResolver,
): () => readonly string[] {
  let known: readonly string[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (monotonic() - readAt > FRESH_MS) {
      readAt = monotonic();
      known = parseSearchDomains(read());
    }
    return known;
  };
}

/** The domains of resolv.conf(5): of its last `search` or `domain` line. */
export function parseSearchDomains(text: string): string[] {
  const last = text
    .split('\n')
    .map((line) => /^\s*(?:search|domain)\s+(.*)$/.exec(line)?.[1])
    .findLast((found) => found !== undefined);
  return (last ?? '').split(/\s+/).filter((domain) => /^[\w.-]+$/.test(domain) && domain !== '.');
}

function readResolver(): string {
  // Windows tells it to programs this way, for computers of a domain
  if (process.platform === 'win32') return `search ${process.env['USERDNSDOMAIN'] ?? ''}`;
  try {
    return readFileSync(RESOLVER, 'utf8');
  } catch {
    return '';
  }
}
