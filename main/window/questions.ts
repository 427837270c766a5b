// What is asked in the system's own dialogs, because there may be no window to ask in.
import type { MessageBoxOptions } from 'electron';
import { othersHere } from '../server/others-here.ts';
import type { Appearance } from './appearance.ts';
import type { ServerHost } from '../server/server-host.ts';
import { texts } from '../texts/index.ts';

export interface QuestionDeps {
  host: Pick<ServerHost, 'state' | 'people'>;
  appearance: Appearance;
  /** Shows it over the window where there is one; `response` is the index of the button */
  showMessageBox: (options: MessageBoxOptions) => Promise<{ response: number }>;
}

export interface Questions {
  /**
   * Whether to quit now. `closing`: because the window was closed where nothing else would be left of the
   * app; then it always asks, unless the server is not running. Otherwise it asks only where others than the
   * host are here. While it is asking, asking again answers the same.
   */
  mayQuit(why: 'quit' | 'closing'): Promise<boolean>;
}

export function createQuestions({ host, appearance, showMessageBox }: QuestionDeps): Questions {
  let open: Promise<boolean> | undefined;

  const ask = async (detail: string): Promise<boolean> => {
    const { quit } = texts[appearance.language];
    // the harmless answer is first: the default key and Escape mean it
    const { response } = await showMessageBox({
      type: 'question',
      title: 'Lanline',
      message: quit.title,
      detail,
      buttons: [quit.cancel, quit.confirm],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response === 1;
  };

  return {
    mayQuit: async (why) => {
      if (open) return open;
      const { quit } = texts[appearance.language];
      const isRunning = host.state.state === 'running' || host.state.state === 'starting';
      const people = isRunning ? othersHere(host.people) : 0;
      const detail =
        people > 0 ? quit.withPeople(people) : why === 'closing' && isRunning ? quit.withoutTray : undefined;
      if (detail === undefined) return true;
      open = ask(detail).finally(() => {
        open = undefined;
      });
      return open;
    },
  };
}
