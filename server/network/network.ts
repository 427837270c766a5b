// Where guests reach one running server: its addresses as they change, and whether they work.
import { systemAdapters } from './adapters.ts';
import { urlOf, urlOfHost, withoutZone, type NetworkInterfaces, type ShownAddress } from './addresses.ts';
import { createReachability, type Visit } from './reachability.ts';
import { defaultRouteAddress } from './default-route.ts';
import { pathsOf } from './mdns/mdns-adapters.ts';
import { createResponder, type ResponderOptions } from './mdns/responder.ts';
import type { NetworkState } from './network-state.ts';
import { qrPath } from './qr.ts';
import { isLoopbackHost, reachableAddresses } from './reachable-addresses.ts';

export interface NetworkOptions extends Pick<ResponderOptions, 'room' | 'systemName' | 'clock' | 'mdnsPort'> {
  /** What the server listens on */
  host: string;
  port: number;
  /** The name to have in the local network, without `.local`; "" for none */
  localName: string;
  /** As `os.networkInterfaces` */
  interfaces: () => NetworkInterfaces;
  onChange: (state: NetworkState) => void;
  /** An adapter over which no name can be announced */
  onProblem: ResponderOptions['onProblem'];
}

export interface Network {
  state(): NetworkState;
  /** Counts a page load or a connection, see reachability.ts. */
  recordVisit(visit: Visit): void;
  /** Names of this server's own in the local network, the last one too while another is asked for. */
  names(): readonly string[];
  /** After the machine slept: looks now instead of within two seconds, and asks for the name anew. */
  awake(): Promise<void>;
  /** Ends the watching and takes the name back; the last thing told is that there is nothing any more. */
  close(): Promise<void>;
}

const LOOK_MS = 2_000;
/** A class of thirty comes in at once; that is told in few events. */
const GATHER_MS = 250;

/** Resolves when it has looked for the first time. */
export async function watchNetwork({
  host,
  port,
  clock,
  localName,
  interfaces,
  onChange,
  onProblem,
  ...naming
}: NetworkOptions): Promise<Network> {
  const known = systemAdapters();
  const reachability = createReachability();
  let own = new Set<string>();
  let addresses: ShownAddress[] = [];
  let codes = new Map<string, ReturnType<typeof qrPath>>();
  let paths = '[]';
  let name: string | undefined;
  let isClosed = false;
  let cancelLook: (() => void) | undefined;
  let cancelTelling: (() => void) | undefined;

  const state = (): NetworkState => ({
    addresses: addresses.map((address) => ({
      ...address,
      ...joining(urlOf(address, port)),
      devices: reachability.over(address.address),
    })),
    ...(name !== undefined && {
      localName: { name, ...joining(urlOfHost(name, port)), devices: reachability.over(name) },
    }),
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

  const responder =
    localName === ''
      ? undefined
      : createResponder({
          ...naming,
          label: localName,
          port,
          clock,
          onProblem,
          isOwn: (address) => own.has(address),
          onName(next) {
            if (next === name) return;
            name = next;
            tell();
          },
        });
  const nameOver = (found: NetworkInterfaces): void => {
    const next = pathsOf(host, found);
    if (JSON.stringify(next) === paths) return;
    paths = JSON.stringify(next);
    responder?.use(next);
  };

  const look = async (): Promise<void> => {
    const found = interfacesNow(interfaces);
    let next = reachableAddresses(host, found, { known });
    if (new Set(next.map(({ adapter }) => adapter)).size > 1)
      next = reachableAddresses(host, found, { known, route: await defaultRouteAddress() });
    // what loopback leads to is no network, unless that is all that was asked for
    if (!isLoopbackHost(host)) next = next.filter(({ kind }) => kind !== 'loopback');
    own = new Set(Object.values(found).flatMap((all = []) => all.map(({ address }) => withoutZone(address))));
    if (isClosed) return;
    nameOver(found);
    if (JSON.stringify(next) === JSON.stringify(addresses)) return;
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
    recordVisit(visit) {
      const ways = new Set([
        ...addresses.map(({ address }) => address),
        ...(name === undefined ? [] : [name]),
      ]);
      if (!reachability.add(visit, ways, (address) => own.has(address))) return;
      cancelTelling ??= clock.after(GATHER_MS, tell);
    },
    names: () => (name === undefined ? [] : [name]),
    async awake() {
      paths = '';
      await lookAgain();
    },
    async close() {
      isClosed = true;
      cancelLook?.();
      cancelTelling?.();
      onChange({ addresses: [] });
      await responder?.close();
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
