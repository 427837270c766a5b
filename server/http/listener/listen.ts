import type { Server } from 'node:http';

// an address family that this machine does not have
const NO_FAMILY = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EPROTONOSUPPORT']);

/**
 * Listens on the first of `hosts` that this machine can have at all. Rejects with Node's error, a taken
 * port's (`EADDRINUSE`) included.
 */
export async function listenOnFirst(
  server: Server,
  hosts: readonly string[],
  port: number,
): Promise<{ host: string; port: number }> {
  const [host = '0.0.0.0', ...others] = hosts;
  try {
    await listenOn(server, host, port);
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (others.length === 0 || !NO_FAMILY.has(code)) throw error;
    return listenOnFirst(server, others, port);
  }
  const address = server.address();
  return { host, port: typeof address === 'object' && address ? address.port : port };
}

function listenOn(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
