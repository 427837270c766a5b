// Where guests reach one running server: its addresses as they change, and whether they work.
import { systemAdapters } from './adapters.ts';
import { urlOf, withoutZone, type NetworkInterfaces, type ShownAddress } from './addresses.ts';
import { createArrivals, type Arrival } from './arrivals.ts';
import { defaultRouteAddress } from './default-route.ts';
import type { NetworkState } from './network-state.ts';
import { qrPath } from './qr.ts';
import { isLoopbackHost, reachableAddresses } from './reachable.ts';

/** As much of the server's clock as is needed here. */
export interface NetworkClock {
  /** Runs `run` once after `ms` milliseconds; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface NetworkOptions {
  /** What the server listens on */
  host: string;
  port: number;
  clock: NetworkClock;
  /** As `os.networkInterfaces` */
  interfaces: () => NetworkInterfaces;
  onChange: (state: NetworkState) => void;
}

export interface Network {
  state(): NetworkState;
  /** Somebody opened a page or a connection. */
  arrived(arrival: Arrival): void;
  /** Looks now instead of within two seconds, as after the machine slept. */
  look(): Promise<void>;
  /** Whether an address, in its canonical form, is this machine's. */
  isOwn(address: string): boolean;
  /** Ends the watching; the last thing told is that there is nothing any more. */
  close(): void;
}

const LOOK_MS = 2_000;
/** A class of thirty comes in at once; that is told in few events. */
const GATHER_MS = 250;

/** Resolves when it has looked for the first time. */
export async function watchNetwork({ host, port, clock, interfaces, onChange }: NetworkOptions): Promise<Network> {
  const known = systemAdapters();
  const arrivals = createArrivals();
  let own = new Set<string>();
  let addresses: ShownAddress[] = [];
  let codes = new Map<string, ReturnType<typeof qrPath>>();
  let isClosed = false;
  let cancelLook: (() => void) | undefined;
  let cancelTelling: (() => void) | undefined;

  const state = (): NetworkState => ({
    addresses: addresses.map((address) => ({ ...address, ...joining(urlOf(address, port)), devices: arrivals.over(address.address) })),
  });
  const joining = (url: string) => {
    const qr = codes.get(url) ?? qrPath(url);
    codes.set(url, qr);
    return { url, qr };
  };
  const tell = (): void => {
    cancelTelling?.();
    cancelTelling = undefined;
    if (!isClosed) onChange(state());
  };

  const look = async (): Promise<void> => {
    const found = interfacesNow(interfaces);
    let next = reachableAddresses(host, found, { known });
    if (new Set(next.map(({ adapter }) => adapter)).size > 1) next = reachableAddresses(host, found, { known, route: await defaultRouteAddress() });
    // what loopback leads to is no network, unless that is all that was asked for
    if (!isLoopbackHost(host)) next = next.filter(({ kind }) => kind !== 'loopback');
    own = new Set(Object.values(found).flatMap((all = []) => all.map(({ address }) => withoutZone(address))));
    if (isClosed || JSON.stringify(next) === JSON.stringify(addresses)) return;
    addresses = next;
    codes = new Map();
    tell();
  };
  const lookAgain = async (): Promise<void> => {
    cancelLook?.();
    await look();
    cancelLook?.();
    if (!isClosed) cancelLook = clock.after(LOOK_MS, () => void lookAgain());
  };
  await lookAgain();

  return {
    state,
    look: lookAgain,
    arrived(arrival) {
      const ways = new Set(addresses.map(({ address }) => address));
      if (!arrivals.add(arrival, ways, (address) => own.has(address))) return;
      cancelTelling ??= clock.after(GATHER_MS, tell);
    },
    isOwn: (address) => own.has(address),
    close() {
      isClosed = true;
      cancelLook?.();
      cancelTelling?.();
      onChange({ addresses: [] });
    },
  };
}

/** Some systems refuse to tell; then there is nothing to show. */
function interfacesNow(interfaces: () => NetworkInterfaces): NetworkInterfaces {
  try {
    return interfaces();
  } catch {
    return {};
  }
}
