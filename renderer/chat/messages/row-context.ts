import { createContext } from 'react';

/** What rows need to know beside their message. */
export const RowContext = createContext<{ meId: string; isForMe: (text: string) => boolean }>({
  meId: '',
  isForMe: () => false,
});

/** Whether the rows are for paper, where nothing can be unfolded. */
export const PrintContext = createContext(false);
