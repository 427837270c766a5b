// One JSON object a line, for scripts.
import type { Emit } from './chat-event.ts';
import { plainJson } from './plain-text.ts';

export function createJsonView(write: (text: string) => void): { show: Emit } {
  return {
    show: (event) => {
      write(`${plainJson(event)}\n`);
    },
  };
}
