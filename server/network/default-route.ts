import { createSocket } from 'node:dgram';

/** An address of documents that nobody has (RFC 5737), so that the way to it is the way to everywhere. */
const ANYWHERE = '192.0.2.1';

/**
 * This machine's address on its way to the internet, or undefined where there is no such way. Nothing is
 * sent: a datagram socket that is connected only asks the system for the route.
 */
export function defaultRouteAddress(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const end = (address?: string): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => {
      end();
    });
    // given to connect(), it would be called for a failure too
    socket.once('connect', () => {
      end(socket.address().address);
    });
    socket.connect(9, ANYWHERE);
  });
}
