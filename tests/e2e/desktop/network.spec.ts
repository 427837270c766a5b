// The window follows the network by itself. That packets really go there is shown in
// tests/unit/server/network/lan.test.ts, on a network of namespaces.
import { addressOf, expect, test } from './app.ts';
import { ADDRESS, setAdapters } from './network.ts';

test('the address and its code follow a change of network, without a restart', async ({ desktop }) => {
  const { window, tray } = desktop;
  const port = new URL(await addressOf(desktop)).port;
  const { state: before } = await desktop.snapshot();
  const join = window.getByRole('region', { name: 'How to join' });
  await expect(join).toContainText(ADDRESS);
  await expect(join.getByRole('img', { name: `QR code for http://${ADDRESS}:${port}` })).toBeVisible();

  await setAdapters(desktop, { wlan0: '10.20.30.40' });
  await expect(join).toContainText('10.20.30.40');
  await expect(join).not.toContainText(ADDRESS);
  await expect(join.getByRole('img', { name: `QR code for http://10.20.30.40:${port}` })).toBeVisible();
  await expect.poll(async () => tray.tooltip()).toContain('10.20.30.40');
  expect((await desktop.snapshot()).state).toEqual(before);
});

test('no network is said plainly, and the address is back as soon as there is one', async ({ desktop }) => {
  const { window, tray } = desktop;
  await addressOf(desktop);
  await setAdapters(desktop, {});
  await expect(window.getByText('This computer is in no network')).toBeVisible();
  await expect
    .poll(async () => (await tray.items()).find(({ label }) => label === 'Copy address')?.enabled)
    .toBe(false);

  await setAdapters(desktop, { eth0: '192.168.1.20' });
  await expect(window.getByText('192.168.1.20').first()).toBeVisible();
  await expect(window.getByText('This computer is in no network')).toBeHidden();
});

test('an address is marked as working once another device came in over it', async ({ desktop, guest }) => {
  const { window } = desktop;
  await expect(window.getByText('Not tried yet')).toBeVisible();
  await guest('Anna');
  await expect(window.getByText('Works for one device')).toBeVisible();
});

test('of several addresses the chosen one is shown, now and the next time', async ({ start }) => {
  const first = await start();
  await addressOf(first);
  await setAdapters(first, { wlan0: ADDRESS, eth0: '10.0.0.5' });
  const others = first.window.getByRole('list', { name: 'Other addresses' });
  await expect(
    others.or(first.window.getByRole('button', { name: 'Other addresses' })).first(),
  ).toBeVisible();
  const {
    network: { addresses },
  } = await first.snapshot();
  expect(addresses).toHaveLength(2);
  const other = addresses[1];
  const answer = await first.call('changeSettings', { desktop: { adapter: other?.adapter ?? null } });
  expect(answer).toMatchObject({ ok: true });
  await expect.poll(async () => first.tray.tooltip()).toContain(other?.url ?? 'an address');
});
