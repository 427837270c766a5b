// A machine's network as a table.
import type { NetworkInterfaces } from '../../../server/network/addresses.ts';

/** A machine with these adapters. An address is `address` or `address mac`. */
export function machine(adapters: Record<string, string[]>): NetworkInterfaces {
  return Object.fromEntries(
    Object.entries(adapters).map(([name, addresses]) => [
      name,
      addresses.map((text) => {
        const [address = '', mac = '8c:16:45:00:00:01'] = text.split(' ');
        const internal = address === '::1' || address.startsWith('127.') || address === 'fe80::1';
        return {
          address,
          mac,
          internal,
          family: address.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
        };
      }),
    ]),
  );
}

export const loopback = { lo: ['127.0.0.1', '::1'] };
