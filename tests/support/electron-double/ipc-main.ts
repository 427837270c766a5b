// Electron's `ipcMain`.
import { EventEmitter } from 'node:events';
import { serialize } from 'node:v8';
import type { WebFrameMain } from './frames.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

let answerCall: (
  ipc: IpcMain,
  event: object,
  channel: string,
  args: unknown[],
) => Promise<{ result: unknown } | { error: string }>;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  static {
    answerCall = async (ipc, event, channel, args) => {
      const handler = ipc.#handlers.get(channel);
      try {
        if (!handler) throw new Error(`No handler registered for '${channel}'`);
        const result = await handler(event, ...args);
        // what cannot be cloned is refused, as in Electron
        serialize(result);
        return { result };
      } catch (error) {
        return { error: `Error invoking remote method '${channel}': ${String(error)}` };
      }
    };
  }

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

interface Said {
  /** Missing where no answer is expected */
  id?: number;
  channel: string;
  args: unknown[];
}

/** The part of WebContents that a reply needs */
interface Sender {
  send(channel: string, ...args: unknown[]): void;
}

/** Takes what a frame said; the answer, where one is expected. */
export async function receive(
  { id, channel, args }: Said,
  sender: Sender,
  senderFrame: WebFrameMain,
): Promise<object | undefined> {
  const event = {
    type: 'frame',
    sender,
    senderFrame,
    processId: senderFrame.processId,
    frameId: senderFrame.routingId,
    reply: (to: string, ...answer: unknown[]) => {
      sender.send(to, ...answer);
    },
  };
  if (id !== undefined) return { id, ...(await answerCall(ipcMain, event, channel, args)) };
  ipcMain.emit(channel, event, ...args);
  return undefined;
}
