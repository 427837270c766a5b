// The browser itself: that there is one, that it draws and that it runs scripts of a page on the network.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';

test('a browser opens a page of this machine', async ({ page }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      '<!doctype html><title>Lanline</title><p id="out">no script</p><script>out.textContent = `ran in ${document.title}`;</script>',
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${String(port)}/`);
    await expect(page.locator('#out')).toHaveText('ran in Lanline');
    // text has a width only where there is a font
    expect((await page.locator('#out').boundingBox())?.height).toBeGreaterThan(5);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
});
