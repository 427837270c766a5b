// A port of loopback that a server can leave and take again without anybody coming in between.
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface ClaimedPort {
  readonly port: number;
  /** Harmless when it is released already. */
  release(): Promise<void>;
}

type Protocol = 'tcp' | 'udp';

const HOST = '127.0.0.1';
/** Above the last one that browsers and `fetch` block */
const LOWEST = 10_081;
const HIGHEST = 65_535;
/** Where it cannot be read: from where Linux begins to where Windows and macOS end */
const USUAL_RANGE = '32768 65535';
const TRIES = 1_000;

/** The ephemeral ports: the system assigns them for port 0 and for outgoing connections. */
function givenBySystem(): { from: number; to: number } {
  let range = USUAL_RANGE;
  try {
    range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  } catch {
    // only Linux says
  }
  const [from = 0, to = 0] = range.trim().split(/\s+/).map(Number);
  return { from, to };
}

/** The answer ends the holding; undefined where somebody has the port. */
async function hold(protocol: Protocol, port: number): Promise<(() => Promise<void>) | undefined> {
  const holder =
    protocol === 'tcp'
      ? createServer().listen({ port, host: HOST, exclusive: true })
      : createSocket('udp4').bind({ port, address: HOST, exclusive: true });
  try {
    await once(holder, 'listening');
  } catch {
    holder.close();
    return undefined;
  }
  // a test that failed must not be kept by it
  holder.unref();
  let closed: Promise<unknown> | undefined;
  return async () => {
    if (!closed) {
      closed = once(holder, 'close');
      holder.close();
    }
    await closed;
  };
}

/**
 * A port for a server that comes and goes while others try to reach it. Port 0 would not do: what it gives is
 * also given to outgoing connections, so that, while the server is away, a client that tries again can get
 * this very port for its own end, and is connected to itself. A port of another range that is only looked
 * for is a race: two tests can find the same one. So the port is claimed: until it is released, or the
 * process ends, its number is held in the other protocol, where the server does not need it, and nobody else
 * who claims can have it.
 */
export async function claimPort(protocol: Protocol = 'tcp'): Promise<ClaimedPort> {
  const given = givenBySystem();
  const all = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, index) => LOWEST + index);
  const outside = all.filter((port) => port < given.from || port > given.to);
  // on a machine that gives all of them a claim is the best there is
  const from = outside.length > 0 ? outside : all;
  for (let left = TRIES; left > 0; left -= 1) {
    const port = from[randomInt(from.length)] ?? LOWEST;
    const release = await hold(protocol === 'tcp' ? 'udp' : 'tcp', port);
    if (!release) continue;
    // somebody who claims nothing may have it
    const letGo = await hold(protocol, port);
    if (letGo) {
      await letGo();
      return { port, release };
    }
    await release();
  }
  throw new Error(`No port could be claimed in ${String(TRIES)} tries`);
}
