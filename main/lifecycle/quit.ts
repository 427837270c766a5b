// The end of the app: the server is stopped in good order first, however the end came about.
import type { Clock } from './clock.ts';
import type { Note } from './notes.ts';
import type { ServerHost } from '../server/server-host.ts';
import type { WindowHost } from '../window/window.ts';
import type { Questions } from '../window/questions.ts';
import { withDeadline } from '../../server/index.ts';

/** More than a server may take to stop; afterwards nothing is waited for. */
const PATIENCE_MS = 15_000;

export interface QuitOptions {
  app: {
    on(event: 'before-quit', listener: (event: { preventDefault: () => void }) => void): unknown;
    quit(): void;
  };
  host: Pick<ServerHost, 'stop'>;
  window: Pick<WindowHost, 'hide'>;
  questions: Questions;
  /** Ends what would keep the server from stopping */
  cancelWork: () => void;
  clock: Pick<Clock, 'after'>;
  note: Note;
}

export interface Quit {
  /** Whether the app is on its way to its end: closing the window closes it then. */
  readonly isQuitting: boolean;
  /** Quits, unless somebody who is asked says no. */
  ask(why: 'quit' | 'closing'): Promise<void>;
  /** Stops everything that must be stopped; afterwards the app quits at once. Doing it twice is harmless. */
  prepare(): Promise<void>;
}

export function setupQuit({ app, host, window, questions, cancelWork, clock, note }: QuitOptions): Quit {
  let preparing: Promise<void> | undefined;
  let isPrepared = false;

  const stopEverything = async (): Promise<void> => {
    window.hide();
    cancelWork();
    try {
      await withDeadline(host.stop('The host quit Lanline'), {
        ms: PATIENCE_MS,
        clock,
        late: 'The server did not stop in time',
      });
    } catch (error) {
      note('error', 'Lanline ends before the server does', { error });
    }
    isPrepared = true;
  };
  const prepare = async (): Promise<void> => {
    preparing ??= stopEverything();
    await preparing;
  };

  const endInOrder = async (): Promise<void> => {
    await prepare();
    app.quit();
  };

  app.on('before-quit', (event) => {
    if (isPrepared) return;
    event.preventDefault();
    void endInOrder();
  });

  return {
    get isQuitting() {
      return preparing !== undefined;
    },
    prepare,
    async ask(why) {
      if (await questions.mayQuit(why)) app.quit();
    },
  };
}
