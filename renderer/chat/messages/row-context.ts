import { createContext } from 'react';

/** What rows need to know beside their message. */
export const RowContext = createContext<{ meId: string; isForMe: (text: string) => boolean }>({
  meId: '',
  isForMe: () => false,
});
