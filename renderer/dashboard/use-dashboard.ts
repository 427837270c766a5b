// How components read the store.
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Language } from '../../main/ipc/contract.ts';
import { formats, type Formats } from './format.ts';
import type { Dashboard } from './state.ts';
import type { Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The store itself: for what is done on an event, not for drawing. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('Components that read the store belong below StoreContext.Provider');
  return store;
}

/**
 * A part of what the window shows. `select` must answer the same object while nothing changed: a part as it
 * lies in the store, or a plain value;
 * what is made of it belongs into `useMemo`.
 */
export function useDashboard<T>(select: (now: Dashboard) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => select(store.now));
}

export const useLanguage = (): Language => useDashboard(({ language }) => language);

/** An area's texts in the host's language. */
export const useTexts = <T>(texts: Record<Language, T>): T => texts[useLanguage()];

/** Numbers, times and sizes as the host's language writes them. */
export const useFormats = (): Formats => formats[useLanguage()];
