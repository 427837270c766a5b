// The watch over the guests' pages itself: a page's every way to another place is noticed, and the browser's
// own connections are not taken for the page's.
import { openSite } from '../../support/browser/site.ts';
import { expect, test } from './room.ts';

const WAYS: Record<string, string> = {
  picture: '<img src="http://picture.example/">',
  script: '<script src="https://script.example/"></script>',
  'a fetch': '<script>fetch("https://fetch.example/").catch(() => undefined)</script>',
  websocket: '<script>new WebSocket("ws://socket.example/")</script>',
  prefetch: '<link rel="prefetch" href="https://prefetch.example/">',
  'an address': '<img src="http://203.0.113.7/">',
};

for (const [way, html] of Object.entries(WAYS)) {
  test(`a page that goes elsewhere is noticed: ${way}`, async ({ profile, elsewhere }) => {
    const site = await openSite({ '/': { type: 'text/html', body: `<!doctype html>${html}` } });
    const context = await profile();
    const page = await context.newPage();
    // nobody answers there, so it is never loaded
    await page.goto(site.url, { waitUntil: 'commit' });
    const heard: string[] = [];
    await expect
      .poll(() => {
        heard.push(...elsewhere.heard());
        return heard.length;
      })
      .toBeGreaterThan(0);
    await context.close();
    await site.close();
    // what failed is asked for again: whatever still came is of this page
    elsewhere.heard();
  });
}

test('what a browser does outside of the pages is not taken for theirs', async ({
  profile,
  browser,
  elsewhere,
}) => {
  await profile();
  const own = await browser.newContext();
  const page = await own.newPage();
  await page.setContent('<img src="http://browser.example/">');
  await expect(page.locator('img')).toHaveJSProperty('complete', true);
  await own.close();
  expect(elsewhere.heard()).toEqual([]);
});
