// Whatever guests call themselves, write or make: the window shows it as text, and nothing of it runs.
import { openSite, script, watch } from '../../support/browser/site.ts';
import { expect, test } from './app.ts';
import { button, stateOf, tab } from './sign.ts';

test('names, channels, topics and log lines', async ({ desktop, guest }) => {
  const { window } = desktop;
  const canary = await openSite();
  const { signs } = watch(window, [new URL(window.url()).origin]);
  // the room's own, which the window knows a moment after it opened
  const title = 'Physik 10b';
  await expect(window).toHaveTitle(title);
  const run = script(canary.url);
  // as long as a name may be
  const names = [
    `<img src=x onerror=alert(1)>`,
    `"><script>alert(1)</script>`,
    '{{7*7}}${7*7}',
    '<b>bold</b>&amp;',
  ];
  for (const name of names) await guest(name);
  for (const name of names) await expect(window.getByRole('row').filter({ hasText: name })).toBeVisible();
  expect(
    await window
      .locator('b, img, script:not([src])')
      .filter({ hasText: /bold|alert/ })
      .count(),
  ).toBe(0);

  const mallory = await guest('Mallory');
  const bad = `</p><svg onload="${run}">`.slice(0, 64);
  const channel = await desktop.call('createChannel', {
    name: bad,
    description: `<iframe srcdoc="<script>${bad}</script>">`,
  });
  expect(channel).toMatchObject({ ok: true });
  // broken events end up in the log
  mallory.socket.emit('send_message', {
    channel_id: `<img src='${canary.url}/log'>`,
    message: `<script>${run}</script>`,
  });
  await tab(window, /^Channels/).click();
  await expect(window.getByRole('list', { name: 'Channels' })).toContainText('<iframe srcdoc=');

  await button(window, 'Log').click();
  await window.getByRole('textbox', { name: 'Search' }).fill('<img src=x');
  await expect(window.getByRole('option').filter({ hasText: '<img src=x onerror' }).first()).toBeVisible();

  await expect(stateOf(window)).toHaveText('Running');
  expect(signs).toEqual([]);
  expect(canary.asked).toEqual([]);
  await expect(window).toHaveTitle(title);
  expect(await window.evaluate(() => self.name)).toBe('');
  await canary.close();
});

test.describe("the room's own name", () => {
  const name = '<img src=x onerror=alert(1)> & "Physik"';
  test.use({ setup: { settings: { server: { name } } } });

  test('is text too, on the sign and on the poster', async ({ desktop }) => {
    const { window } = desktop;
    const { signs } = watch(window, [new URL(window.url()).origin]);
    await expect(stateOf(window)).toHaveText('Running');
    await expect(window.getByText(name).first()).toBeVisible();
    await button(window.getByRole('region', { name: 'How to join' }), 'Show poster').click();
    await expect(window.getByRole('heading', { name })).toBeVisible();
    expect(signs).toEqual([]);
  });
});
