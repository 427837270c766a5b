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
}

export async function openProxy(t: TestContext, port: number): Promise<Proxy> {
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
    near.pipe(far).pipe(near);
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
