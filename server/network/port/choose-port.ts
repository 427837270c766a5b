// The port to listen on where the wished one is taken: the headless command and the desktop choose alike.
import { isPortTaken, nextFreePort } from './free-port.ts';
import { findPortOwner, type PortOwner } from './port-owner.ts';

/** `owner`: who has the port, where the system tells; `free`: the next port that nobody has */
export interface PortTaken {
  code: 'port_taken';
  port: number;
  owner?: PortOwner;
  free?: number;
}

export type ChosenPort =
  /**
   * `taken`: the default port, which somebody else has; guests must be told of the other one, and the desktop
   * keeps it
   */
  { port: number; taken?: PortTaken } | { fault: PortTaken };

/**
 * A port that nobody has just now. The default one taken: the next free one. One that somebody chose
 * (`isGiven`) is never replaced by another:
 * a fault with its owner and the next free one. Between looking and listening somebody else may be faster;
 * then starting fails with EADDRINUSE.
 */
export async function choosePort(
  { host, port }: { host: string; port: number },
  isGiven: boolean,
): Promise<ChosenPort> {
  // whatever else is wrong with it, starting will tell
  if (port === 0 || !(await isPortTaken(host, port))) return { port };
  const taken = await portTaken(host, port);
  return isGiven || taken.free === undefined ? { fault: taken } : { port: taken.free, taken };
}

/** Who has the port, where the system tells, and the next free one. */
export async function portTaken(host: string, port: number): Promise<PortTaken> {
  const [owner, free] = await Promise.all([findPortOwner(port), nextFreePort(host, port + 1)]);
  return { code: 'port_taken', port, ...(owner && { owner }), ...(free !== undefined && { free }) };
}
