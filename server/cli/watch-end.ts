// How a command's server comes to its end: told to by a signal, or by a fault of its own.
import { EXIT } from './exit-codes.ts';
import type { ServerState } from '../runtime/server-events.ts';

/**
 * A reason to stop. `parent`: whoever started us is gone; that counts only where nothing else has told to
 * stop.
 */
export type StopReason = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'parent';

export interface EndOptions {
  /** Calls the listener for each reason to stop; the answer ends that. */
  onStop: (listener: (reason: StopReason) => void) => () => void;
  /** Ends the process at once: closing takes too long, or somebody insists. */
  exitNow: (code: number) => void;
  /** Milliseconds, for tests that cannot wait so long */
  times?: { close: number; insist: number };
}

const BY_SIGNAL: Record<StopReason, number> = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143, parent: 143 };

/**
 * How long closing may take, and after which time a second signal is a person who insists: one Ctrl-C can
 * arrive twice, from the terminal and through npm.
 */
const TIMES = { close: 5_000, insist: 1_000 };

export interface End {
  code: number;
  /** Why it failed */
  reason?: string;
}

/** What of a ChatServer is needed here. */
export interface WatchedServer {
  readonly state: ServerState;
  readonly events: Record<'on' | 'off', (event: 'state', listener: (state: ServerState) => void) => unknown>;
  close(): Promise<void>;
}

/**
 * Closes the server when told to. `end`, asked once it has started, resolves when it has ended, by that or by
 * a fault of its own.
 */
export function watchEnd(
  server: WatchedServer,
  { onStop, exitNow, times = TIMES }: EndOptions,
): { end: () => Promise<End>; isStopping: () => boolean; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<End>();
  let toldAt: number | undefined;
  let deadline: NodeJS.Timeout | undefined;

  const close = async (then: End, codeIfLate: number): Promise<void> => {
    deadline ??= setTimeout(() => {
      exitNow(codeIfLate);
    }, times.close);
    try {
      await server.close();
      resolve(then);
    } catch (error) {
      resolve({ code: EXIT.failed, reason: String(error) });
    }
  };
  const unsubscribe = onStop((reason) => {
    if (toldAt === undefined) {
      toldAt = performance.now();
      void close({ code: EXIT.stopped }, BY_SIGNAL[reason]);
    } else if (reason !== 'parent' && performance.now() - toldAt >= times.insist) exitNow(BY_SIGNAL[reason]);
  });
  const onState = (state: ServerState) => {
    // one that was told to stop and could not says so itself
    if (state.state === 'failed' && toldAt === undefined)
      void close({ code: EXIT.failed, reason: state.reason }, EXIT.failed);
  };

  return {
    async end() {
      onState(server.state); // it may have failed already
      server.events.on('state', onState);
      return promise;
    },
    isStopping: () => toldAt !== undefined,
    forget() {
      clearTimeout(deadline);
      unsubscribe();
      server.events.off('state', onState);
    },
  };
}
