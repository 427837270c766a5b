// Who is at the other end of a socket. `X-Forwarded-For` is never read: anybody can write it.
import ipaddr from 'ipaddr.js';

/**
 * A socket's address in the one form that everything uses: `::ffff:a.b.c.d` (an IPv4 client of a dual-stack
 * socket) as `a.b.c.d`, IPv6 compressed and without its zone. A socket that is gone has no address any more:
 * `unknown`.
 */
export function canonicalAddress(socketAddress: string | undefined): string {
  const plain = socketAddress?.replace(/%.*$/s, '') ?? '';
  return ipaddr.isValid(plain) ? ipaddr.process(plain).toString() : 'unknown';
}

/**
 * Whether a connection comes from this machine: over loopback, or to one of its own addresses, for then the
 * system takes the same one as the sender's (RFC 6724, rule 1).
 */
export function isFromHost({
  remoteAddress,
  localAddress,
}: {
  remoteAddress?: string | undefined;
  localAddress?: string | undefined;
}): boolean {
  return (
    isLoopback(remoteAddress) ||
    (remoteAddress !== undefined && canonicalAddress(remoteAddress) === canonicalAddress(localAddress))
  );
}

/** Whether an address is the machine's own loopback. */
export function isLoopback(socketAddress: string | undefined): boolean {
  const address = canonicalAddress(socketAddress);
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback';
}

/** Tells of canonical addresses whether they are among these: addresses, or ranges such as `10.0.0.0/8`. */
export function createAddressSet(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges.map((range) =>
    range.includes('/')
      ? ipaddr.parseCIDR(range)
      : ([ipaddr.parse(range), ipaddr.parse(range).kind() === 'ipv4' ? 32 : 128] as const),
  );
  return (address) => {
    if (!ipaddr.isValid(address)) return false;
    const one = ipaddr.parse(address);
    return parsed.some(([base, bits]) => one.kind() === base.kind() && one.match(base, bits));
  };
}
