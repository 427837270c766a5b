// Over which of this machine's addresses and names other devices connected: the proof that they work.

/** A page load or a connection. Addresses in their canonical form. */
export interface Visit {
  /** Where it came in, and from where */
  local: string;
  remote: string;
  /** The name or address in its `Host` header, without port */
  hostname: string | undefined;
}

export interface Reachability {
  /**
   * Counts the visit if it came from another device over one of `ways`, which are addresses and names.
   * Returns whether a count changed.
   */
  add(visit: Visit, ways: ReadonlySet<string>, isOwn: (address: string) => boolean): boolean;
  /** How many different devices used this address or name. */
  over(way: string): number;
}

/** Bounds the memory: networks change, and IPv6 has addresses without end. */
const MOST_DEVICES = 1_000;
const MOST_WAYS = 64;

export function createReachability(): Reachability {
  const devices = new Map<string, Set<string>>();

  const addTo = (way: string, device: string): boolean => {
    const known = devices.get(way) ?? new Set();
    if (known.has(device) || known.size >= MOST_DEVICES) return false;
    known.add(device);
    devices.set(way, known);
    const [oldest] = devices.keys();
    if (devices.size > MOST_WAYS && oldest !== undefined) devices.delete(oldest);
    return true;
  };

  return {
    add({ local, remote, hostname }, ways, isOwn) {
      if (remote === 'unknown' || remote === local || isOwn(remote)) return false;
      // an address in the Host header says nothing new
      const used = [local, hostname].filter((way): way is string => way !== undefined && ways.has(way));
      return used.filter((way) => addTo(way, remote)).length > 0;
    },
    over: (way) => devices.get(way)?.size ?? 0,
  };
}
