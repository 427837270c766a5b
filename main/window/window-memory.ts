// What the window remembers from one run to the next. Nothing of it is worth an error: what cannot be kept is
// forgotten.
import type { Note } from '../lifecycle/notes.ts';
import type { WindowPlace } from './window-bounds.ts';

interface Kept {
  place?: unknown;
  firstCloseSaid?: boolean;
}

/** The part of an electron-store that is used. */
export interface KeptStore {
  get<K extends keyof Kept>(key: K): Kept[K] | undefined;
  set<K extends keyof Kept>(key: K, value: Required<Kept>[K]): void;
}

export interface WindowMemory {
  /** What was read may be anything */
  readonly place: { read: () => unknown; write: (place: WindowPlace) => void };
  /** Whether it was said that closing the window leaves the room open */
  readonly firstClose: { wasSaid: () => boolean; setSaid: () => void };
}

export function createWindowMemory({
  createStore,
  note,
}: {
  createStore: () => KeptStore;
  note: Note;
}): WindowMemory {
  const attempt = <T>(what: string, run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      note('warn', `What the window remembers could not be ${what}`, { error });
      return undefined;
    }
  };
  const store = attempt('read', createStore);
  let isSaid = attempt('read', () => store?.get('firstCloseSaid')) === true;
  return {
    place: {
      read: () => attempt('read', () => store?.get('place')),
      write: (place) => {
        attempt('kept', () => store?.set('place', place));
      },
    },
    firstClose: {
      wasSaid: () => isSaid,
      setSaid: () => {
        isSaid = true;
        attempt('kept', () => store?.set('firstCloseSaid', true));
      },
    },
  };
}
