// A network between page and server that can be cut, or swallow everything without a word.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

export interface Proxy {
  readonly url: string;
  /** Ends all connections at once; new ones can be made. */
  cut(): void;
  /** Ends all connections, and lets none through until `up`. */
  down(): void;
  up(): void;
  /** What is connected now stays so, and nothing goes through it any more. */
  freeze(): void;
  /** Which transport each connection so far began with that was one of Socket.IO */
  readonly transports: readonly string[];
}

export interface ProxyOptions {
  /** What becomes of a request for a websocket: passed on, held, or answered and then held */
  websockets?: 'pass' | 'hold' | 'answer';
}

const WEBSOCKET = /^Upgrade: websocket\r$/im;

export async function openProxy(
  t: TestContext,
  port: number,
  { websockets = 'pass' }: ProxyOptions = {},
): Promise<Proxy> {
  const transports: string[] = [];
  const pairs = new Set<[Socket, Socket]>();
  let isDown = false;
  const server = createServer((near) => {
    if (isDown) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    near.once('data', (first: Buffer) => {
      const isWebsocket = WEBSOCKET.test(String(first));
      const [, transport] = /^GET \/socket\.io\/\S*[?&]transport=(\w+)/.exec(String(first)) ?? [];
      if (transport !== undefined) transports.push(transport);
      if (isWebsocket && websockets === 'hold') return;
      far.write(first);
      near.pipe(far);
      if (!isWebsocket || websockets === 'pass') far.pipe(near);
      // its answer, and no frame
      else
        far.once('data', (answer: Buffer) => near.write(answer.subarray(0, answer.indexOf('\r\n\r\n') + 4)));
    });
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const proxy: Proxy = {
    transports,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut() {
      for (const [near] of pairs) near.destroy();
    },
    down() {
      isDown = true;
      proxy.cut();
    },
    up() {
      isDown = false;
    },
    freeze() {
      for (const [near, far] of pairs) {
        near.unpipe(far).pause();
        far.unpipe(near).pause();
      }
    },
  };
  t.after(() => {
    proxy.cut();
    server.close();
  });
  return proxy;
}
