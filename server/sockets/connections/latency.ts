// How long a packet takes there and back, and who is there at all: by Engine.IO's own pings, which every
// client answers on every transport.
import type { Clock } from '../../chat/ports/clock.ts';

/** The first ping of Engine.IO's own comes after 25 s; sooner than this a page is busy with loading. */
const FIRST_MS = 1_500;

/** As much of Engine.IO's as is used here. */
export interface PingedConnection {
  on: {
    (event: 'packetCreate', listener: (packet: { type: string }) => void): unknown;
    /** An answer to a ping has come */
    (event: 'heartbeat', listener: () => void): unknown;
  };
  once: (event: 'close', listener: () => void) => unknown;
}

/** Tells the time of each ping in whole milliseconds, the first one soon. */
export function measureLatency(
  connection: PingedConnection,
  clock: Clock,
  onMeasured: (ms: number) => void,
): void {
  let sentAt: number | undefined;
  connection.on('packetCreate', ({ type }) => {
    // of two on their way the first is the one that is answered first
    if (type === 'ping') sentAt ??= clock.monotonic();
  });
  connection.on('heartbeat', () => {
    if (sentAt === undefined) return; // nobody has asked
    onMeasured(Math.round(clock.monotonic() - sentAt));
    sentAt = undefined;
  });
  connection.once(
    'close',
    clock.after(FIRST_MS, () => {
      ping(connection);
    }),
  );
}

/** Asks for a sign of life now. To the client it is a ping as any other. */
export function ping(connection: object): void {
  if (canPing(connection)) connection.sendPacket('ping');
}

// Engine.IO keeps it to itself in its types
function canPing(connection: object): connection is { sendPacket: (type: 'ping') => void } {
  return 'sendPacket' in connection && typeof connection.sendPacket === 'function';
}
