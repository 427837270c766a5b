// The client is on its way to the room while the rest of the page is still being read: imported before it,
// this runs before it.
import { createBrowserClient } from './core/browser.ts';
import { fillInOldBrowsers } from './old-browsers.ts';
import { pageBuild } from './page-build.ts';

fillInOldBrowsers();
export const client = createBrowserClient(pageBuild(document));
