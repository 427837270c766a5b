// What lies over the room, at most one thing at a time.
import { createContext, useContext } from 'react';

export type Panel = 'channels' | 'people' | 'jump' | 'keys' | 'profile';

export interface Panels {
  readonly open: Panel | null;
  /** Opens one, in place of what was open; null closes it */
  readonly show: (panel: Panel | null) => void;
}

export const PanelsContext = createContext<Panels>({ open: null, show: () => undefined });

export const usePanels = (): Panels => useContext(PanelsContext);
