// What a running server does by itself.
import type { ChatService } from '../../chat/chat-service.ts';
import type { Clock } from '../../chat/ports/clock.ts';
import { startFigures } from './stats.ts';
import type { Logger } from '../../logging/logger.ts';
import type { Endings, Listeners } from '../start-server.ts';
import type { Store } from '../../store/store.ts';
import { startTidying } from './cleanup.ts';

interface Background {
  clock: Clock;
  store: Store;
  chat: ChatService;
  log: Logger;
  listeners: Pick<Listeners, 'onMessages' | 'onStorage'>;
  endings: Endings;
}

/** The host's figures and the daily tidying. */
export function startBackground({ clock, store, chat, log, listeners, endings }: Background): void {
  const figures = startFigures(clock, {
    counts: (since) => store.index.counts(since),
    storage: () => store.figures(),
    onMessages: listeners.onMessages,
    onStorage: listeners.onStorage,
    onError: (error) => {
      log.error('figures-failed', { error });
    },
  });
  store.onStored = figures.changed;
  const tidying = startTidying(clock, {
    async tidy() {
      chat.refreshSeen();
      await store.tidy();
    },
    onError: (error) => {
      log.warn('tidying-failed', { error });
    },
  });
  endings.push(
    () => {
      figures.close();
    },
    () => {
      tidying.close();
    },
  );
}
