// The one store of the page.
import type { Change } from './changes.ts';
import type { Store } from './client.ts';
import type { ChatState } from './model.ts';
import { reduce } from './reducer.ts';

export interface ChatStore extends Store {
  change(change: Change): void;
}

/**
 * `schedule` runs a function soon, at best at the next frame; `onChange` is called for every change, at once.
 */
export function createStore(
  first: ChatState,
  schedule: (run: () => void) => void,
  onChange: (now: ChatState, before: ChatState) => void,
): ChatStore {
  let now = first;
  let isScheduled = false;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    isScheduled = false;
    for (const listener of listeners) listener();
  };
  return {
    get now() {
      return now;
    },
    change(change) {
      const before = now;
      now = reduce(now, change);
      if (now === before) return;
      onChange(now, before);
      if (isScheduled) return;
      isScheduled = true;
      schedule(tell);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
