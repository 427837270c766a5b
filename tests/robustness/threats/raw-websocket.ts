// A websocket without a client library, for what a library would not do: not reading, or saying what nobody
// says.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { open } from '../../unit/server/http/http-server.ts';

export interface RawWebSocket {
  readonly socket: Socket;
  /** The answer to the handshake, headers included */
  readonly answer: string;
  /** One text frame. */
  send(text: string): void;
}

/** Rejects where the server closes the connection instead of answering. */
export async function openRawWebSocket(
  port: number,
  { from, headers = {} }: { from?: string; headers?: Record<string, string> } = {},
): Promise<RawWebSocket> {
  const socket = await open(port, from);
  const lines = Object.entries({
    Host: `127.0.0.1:${String(port)}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  const gone = new AbortController();
  socket.once('close', () => {
    gone.abort(new Error('the connection was closed'));
  });
  const [first]: unknown[] = await once(socket, 'data', { signal: gone.signal });
  return {
    socket,
    answer: String(first),
    send: (text) => {
      socket.write(frame(text));
    },
  };
}

/**
 * Opens it as a connection of Socket.IO; resolves when the server has said `connected`, rejects where it
 * closes the connection before that.
 */
export async function connectRaw(port: number, from?: string): Promise<RawWebSocket> {
  const raw = await openRawWebSocket(port, from === undefined ? {} : { from });
  let said = '';
  const connected = Promise.withResolvers<void>();
  raw.socket.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString('latin1')).slice(-1_000);
    if (said.includes('["connected"')) connected.resolve();
  });
  raw.socket.once('close', () => {
    connected.reject(new Error('the connection was closed'));
  });
  raw.send('40');
  await connected.promise;
  return raw;
}

/** A masked text frame; the mask is all zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const long = payload.length > 65_535;
  const length =
    payload.length < 126
      ? [0x80 | payload.length]
      : long
        ? [0xff, 0, 0, 0, 0, ...be(payload.length, 4)]
        : [0xfe, ...be(payload.length, 2)];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), payload]);
}

const be = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => (value >>> (8 * (bytes - 1 - index))) & 0xff);
