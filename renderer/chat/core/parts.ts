// Parts of the page that lie in files of their own. Browsers remember for as long as the page lives that a
// file could not be had, so it is asked for only when the server answers; and when the server has another
// build by now, its files are others.
import type { RoomInfo } from '../../../protocol/http.ts';
import type { Change } from './changes.ts';

/**
 * Answers the part. Rejects where it cannot be had: later where the server did not answer, with another page
 * where the state says so.
 */
export type LoadPart = <T>(load: () => Promise<T>) => Promise<T>;

export interface PartsOptions {
  room: () => Promise<RoomInfo>;
  /** This page's; null where it has none to compare */
  build: string | null;
  change: (change: Change) => void;
}

export function createParts({ room, build, change }: PartsOptions): LoadPart {
  const parts = new WeakMap<object, Promise<unknown>>();

  const fetchPart = async <T>(load: () => Promise<T>): Promise<T> => {
    const { build: theirs } = await room();
    if (build !== null && theirs !== build) {
      change({ kind: 'page', fault: 'old' });
      throw new Error('The server has another build by now');
    }
    try {
      return await load();
    } catch (error) {
      change({ kind: 'page', fault: 'incomplete' });
      throw error;
    }
  };

  return async <T>(load: () => Promise<T>): Promise<T> => {
    const known = parts.get(load) as Promise<T> | undefined;
    const part = known ?? fetchPart(load);
    parts.set(load, part);
    try {
      return await part;
    } catch (error) {
      parts.delete(load);
      throw error;
    }
  };
}
