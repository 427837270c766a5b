// Stands between a page and its server and decides about each message that is sent.
import type { BrowserContext } from '@playwright/test';
import type { ErrorCode } from '../../../protocol/errors.ts';

/** `pass`: to the server; `lost`: nobody ever hears of it; else how it is refused. */
export type Fate = 'pass' | 'lost' | ErrorCode;

/**
 * An event that asks for an acknowledgement, as Socket.IO writes it: the number to be answered, then name and
 * payload.
 */
const SEND = /^42(\d+)\["send_message",/;

/** For pages that are opened in `context` from now on. */
export async function decideSends(context: BrowserContext, fate: () => Fate): Promise<void> {
  await context.routeWebSocket(/\/socket\.io\//, (page) => {
    const server = page.connectToServer();
    page.onMessage((packet) => {
      const [, number] = SEND.exec(String(packet)) ?? [];
      const decided = number === undefined ? 'pass' : fate();
      if (decided === 'pass') server.send(packet);
      else if (decided !== 'lost')
        page.send(
          `43${number ?? ''}[${JSON.stringify({ ok: false, error: { code: decided, message: 'Refused by the test' } })}]`,
        );
    });
  });
}
