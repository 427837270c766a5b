import { useSyncExternalStore } from 'react';
import { hasNetwork } from './offline-words.ts';

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Whether this device says that it is in a network; that the room can be reached does not follow. */
export const useNetwork = (): boolean =>
  useSyncExternalStore(subscribe, () => hasNetwork(navigator.onLine, location.hostname));
