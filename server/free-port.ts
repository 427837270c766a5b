import { createServer } from 'node:net';

/** Whether a port can be listened on now, by the same rule that the server uses: `::` is both families where IPv6 is on. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const code = await tryPort(host, port);
  if (host === '::' && code !== undefined && code !== 'EADDRINUSE') return await tryPort('0.0.0.0', port) === undefined;
  return code === undefined;
}

/** The first free port of `from` and the hundred after it. */
export async function nextFreePort(host: string, from: number): Promise<number | undefined> {
  for (let port = from; port <= Math.min(from + 100, 65_535); port += 1) {
    if (await isPortFree(host, port)) return port;
  }
  return undefined;
}

/** The error's code, or undefined where it was possible. */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => { resolve(error.code ?? error.message); });
    server.listen({ host, port }, () => { server.close(() => { resolve(undefined); }); });
  });
}
