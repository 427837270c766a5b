// The client in a browser: what of the window it needs is passed in here, and only here.
import type { ChatClient } from './client.ts';
import { createChatClient } from './create-client.ts';
import { openStorage } from './storage.ts';
import { createTabs } from './tabs.ts';
import { createXhrUploader } from './upload-xhr.ts';

/** Frames do not come to a page that is hidden, but its title and its icon go on. */
const HIDDEN_MS = 100;

/**
 * The client of the server that this page is from. `build` is this page's; null where it has none (Vite's own
 * server).
 */
export function createBrowserClient(build: string | null): ChatClient {
  const client = createChatClient({
    url: location.origin,
    build,
    storage: openStorage(),
    upload: createXhrUploader(location.origin),
    tabs: createTabs(),
    fillRandom: (bytes) => {
      crypto.getRandomValues(bytes);
    },
    schedule: soon,
    reload: () => {
      location.reload();
    },
  });
  const attend = (): void => {
    client.setAttended(document.visibilityState === 'visible' && document.hasFocus());
  };
  attend();
  for (const event of ['focus', 'blur']) addEventListener(event, attend);
  document.addEventListener('visibilitychange', () => {
    attend();
    if (document.visibilityState === 'visible') client.wake();
  });
  for (const event of ['online', 'offline', 'pageshow'])
    addEventListener(event, () => {
      client.wake();
    });
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'])
    addEventListener(
      event,
      () => {
        client.active();
      },
      { capture: true, passive: true },
    );
  addEventListener('pagehide', () => {
    client.leaving();
  });
  // files are not kept: a reload would lose what is on its way
  addEventListener('beforeunload', (event) => {
    if (client.unfinishedUploads === 0) return;
    event.preventDefault();
    // what Chrome before 119 goes by
    event.returnValue = true;
  });
  return client;
}

/** Runs once, with the next frame or soon. */
function soon(run: () => void): void {
  const frame = requestAnimationFrame(() => {
    once();
  });
  const timer = setTimeout(() => {
    once();
  }, HIDDEN_MS);
  const once = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    run();
  };
}
