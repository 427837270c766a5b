// The guests' program, as who takes the pictures has it at the other end of standard input and output.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Wish } from './guests.ts';

export interface GuestMachine {
  /** Resolves when it is done. */
  ask(wish: Wish): Promise<void>;
}

export function createGuestMachine(): GuestMachine {
  const answers = createInterface(process.stdin);
  return {
    async ask(wish) {
      const answered = once(answers, 'line');
      process.stdout.write(`${JSON.stringify(wish)}\n`);
      await answered;
    },
  };
}
