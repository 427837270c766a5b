// The one gate between the window and the main process: every call of the contract goes through here, and
// nothing else gets in.
import type { z } from 'zod';
import type { Note } from '../lifecycle/notes.ts';
import { toFault } from './call-error.ts';
import { payloads, type CallAnswers, type CallName, type Outcome } from './contract.ts';

/** What is done for each call; its errors become faults. */
export type CallHandlers = {
  [C in CallName]: (...args: z.output<(typeof payloads)[C]>) => CallAnswers[C] | Promise<CallAnswers[C]>;
};

/** What Electron tells of who calls; the frame is null where it is gone already. */
export interface CallEvent {
  sender: { readonly mainFrame: unknown };
  senderFrame: { readonly origin: string } | null;
}

export interface GateOptions {
  /** `ipcMain.handle` */
  handle: (
    channel: string,
    listener: (event: CallEvent, ...args: unknown[]) => Promise<Outcome<unknown>>,
  ) => void;
  /** Whether these are the contents of our window */
  isOurs: (sender: CallEvent['sender']) => boolean;
  /** Of our pages */
  origin: string;
  handlers: CallHandlers;
  note: Note;
}

/** Characters of why a call is refused: what the page gave can be in there */
const LONGEST = 500;

export function setupIpc({ handle, isOurs, origin, handlers, note }: GateOptions): void {
  const isAllowed = ({ sender, senderFrame }: CallEvent): boolean =>
    senderFrame !== null &&
    isOurs(sender) &&
    senderFrame === sender.mainFrame &&
    senderFrame.origin === origin;

  for (const name of Object.keys(payloads) as CallName[]) {
    // the schema has looked at them, but types cannot say so for all calls at once
    const run = handlers[name] as (...args: unknown[]) => unknown;
    const refuse = (why: string): Outcome<never> => {
      note('warn', 'A call from a page was refused', { call: name, why });
      return { ok: false, fault: { code: 'refused', detail: why } };
    };
    handle(channelOf(name), async (event, ...args) => {
      if (!isAllowed(event)) return refuse('It does not come from the window');
      const checked = payloads[name].safeParse(args);
      if (!checked.success)
        return refuse(
          `Its arguments do not have the expected form: ${describe(checked.error)}`.slice(0, LONGEST),
        );
      try {
        return { ok: true, value: await run(...checked.data) };
      } catch (error) {
        const fault = toFault(error);
        if (fault.code === 'internal') note('error', 'A call failed', { call: name, error });
        return { ok: false, fault };
      }
    });
  }
}

const describe = ({ issues }: z.ZodError): string =>
  issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('.')} ${message}`)
    .join('; ');

/** The preload writes the same. */
const channelOf = (name: CallName): string => `call:${name}`;
