import { createServer } from 'node:net';
import { BLOCKED_PORTS } from '../../../protocol/blocked-ports.ts';

/**
 * Whether somebody else listens there, by the same rule that the server uses: `::` is both families where
 * IPv6 is on.
 */
export async function isPortTaken(host: string, port: number): Promise<boolean> {
  const code = await tryPort(host, port);
  const hasFamily = code === undefined || code === 'EADDRINUSE' || host !== '::';
  return (hasFamily ? code : await tryPort('0.0.0.0', port)) === 'EADDRINUSE';
}

/** The first port of `from` and the hundred after it that nobody has, and that browsers open. */
export async function nextFreePort(host: string, from: number): Promise<number | undefined> {
  for (let port = from; port <= Math.min(from + 100, 65_535); port += 1) {
    if (!BLOCKED_PORTS.has(port) && !(await isPortTaken(host, port))) return port;
  }
  return undefined;
}

/** The error's code, or undefined where it was possible. */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ host, port }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}
