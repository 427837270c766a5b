// Before the machine sleeps: nothing that was accepted may be lost, should the battery end before it wakes.
import type { Clock } from '../chat/ports/clock.ts';
import type { Logger } from '../logging/logger.ts';
import type { SocketBroadcaster } from '../sockets/broadcaster.ts';
import type { Store } from '../store/store.ts';

/** Systems do not wait for long before they sleep. */
const DEADLINE_MS = 3_000;

export interface Suspended {
  clock: Clock;
  store: Pick<Store, 'idle'>;
  broadcaster: Pick<SocketBroadcaster, 'toAll' | 'flush'>;
  log: Logger;
}

/** Tells the clients; resolves when everything accepted is on the disk and sent, or at the deadline. */
export async function suspend({ clock, store, broadcaster, log }: Suspended): Promise<void> {
  broadcaster.toAll('server_closing', { reason: 'The computer of the host goes to sleep', code: 'sleeping' });
  const deadline = Promise.withResolvers<'late'>();
  const cancel = clock.after(DEADLINE_MS, () => {
    deadline.resolve('late');
  });
  const outcome = await Promise.race([store.idle().then(() => 'stored' as const), deadline.promise]);
  cancel();
  broadcaster.flush();
  if (outcome === 'late') log.warn('suspended-late', { afterMs: DEADLINE_MS });
  else log.info('suspended');
}
