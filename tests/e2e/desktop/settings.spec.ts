// Settings: refused with the reason, kept whole or not at all, and never lost.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { SettingsPatch } from '../../../main/ipc/contract.ts';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { makeSurroundings } from './surroundings.ts';
import { stateOf } from './sign.ts';

const change = async ({ call }: Desktop, patch: SettingsPatch): Promise<unknown> =>
  call('changeSettings', patch);
const fileOf = ({ surroundings: { userData } }: Desktop): string => join(userData, 'settings.json');
const stored = (desktop: Desktop): any => JSON.parse(readFileSync(fileOf(desktop), 'utf8'));

test('what cannot be is refused with the reason, and then nothing of the change is kept', async ({
  desktop,
}) => {
  await addressOf(desktop);
  const before = stored(desktop);
  const answer = await change(desktop, {
    server: { name: 'Another name', port: 70_000, maxUpload: 'much' },
    desktop: { theme: 'pink', wallpaper: 'x' },
  });
  expect(answer).toMatchObject({
    ok: false,
    fault: {
      code: 'settings',
      problems: {
        port: { code: 'form', expected: expect.stringContaining('65535') },
        maxUpload: { expected: expect.stringContaining('25mb') },
        theme: { expected: expect.stringContaining('"dark"') },
        wallpaper: { expected: expect.any(String) },
      },
    },
  });
  expect(stored(desktop)).toEqual(before);
  expect((await desktop.snapshot()).settings.server.name).toBe('Physik 10b');
});

test('a port that somebody else has is refused, and the room stays where it is', async ({
  desktop,
  guest,
}) => {
  const url = await addressOf(desktop);
  const anna = await guest('Anna');
  const other = createServer().listen(0);
  await new Promise((resolve) => {
    other.once('listening', resolve);
  });
  const { port } = other.address() as AddressInfo;
  expect(await change(desktop, { server: { port } })).toMatchObject({
    ok: false,
    fault: { problems: { port: { code: 'port_taken' } } },
  });
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  expect(anna.socket.connected).toBe(true);
  expect(stored(desktop).server.port).toBe(0);
  other.close();
});

test('a new name is told to the next guest, in the window and after a restart', async ({
  start,
  desktop,
  guest,
}) => {
  await addressOf(desktop);
  expect(await change(desktop, { server: { name: 'Chemie 9a' } })).toMatchObject({ ok: true });
  await expect(desktop.window.getByText('Chemie 9a').first()).toBeVisible();
  await expect(stateOf(desktop.window)).toHaveText('Running');
  expect(await (await fetch(`${await addressOf(desktop)}/api/room`)).json()).toMatchObject({
    name: 'Chemie 9a',
  });
  expect((await guest('Anna')).socket.connected).toBe(true);
  await desktop.quit();
  const second = await start({ surroundings: desktop.surroundings });
  await expect(second.window.getByText('Chemie 9a').first()).toBeVisible();
});

test.describe('given by the environment', () => {
  test.use({ setup: { env: { LANLINE_MAX_PEOPLE: '7' } } });

  test('a setting is shown, and cannot be changed in the window', async ({ desktop }) => {
    const { settings } = await desktop.snapshot();
    expect(settings.server.maxPeople).toBe(7);
    expect(settings.fixed).toEqual(['maxPeople']);
    expect(await change(desktop, { server: { maxPeople: 8 } })).toMatchObject({ ok: false });
    expect((await desktop.snapshot()).settings.server.maxPeople).toBe(7);
  });
});

test('a damaged file is set aside and said, and the app starts', { tag: '@full' }, async ({ start }) => {
  const surroundings = await makeSurroundings({});
  const { userData } = surroundings;
  writeFileSync(join(userData, 'settings.json'), '{"server": {"name": "Phy');
  const desktop = await start({
    surroundings,
    env: { LANLINE_DATA: surroundings.data, LANLINE_PORT: '0', LANLINE_LOCAL_NAME: '' },
  });
  await addressOf(desktop);
  const aside = readdirSync(userData).find((name) => name.startsWith('settings.damaged-'));
  expect(readFileSync(join(userData, aside ?? ''), 'utf8')).toBe('{"server": {"name": "Phy');
  const { log } = await desktop.snapshot();
  expect(
    log.some(({ line }) => line.level === 'error' && line.msg.includes('settings could not be read')),
  ).toBe(true);
});

test('one bad value in the file: it is not used, not lost, and said', { tag: '@full' }, async ({ start }) => {
  const desktop = await start({
    settings: { server: { maxPeople: 'many', name: 'Kept' }, desktop: { theme: 'pink' } },
  });
  await addressOf(desktop);
  const { settings, log } = await desktop.snapshot();
  expect(settings.server).toMatchObject({ name: 'Kept', maxPeople: 1000 });
  expect(settings.desktop.theme).toBe('system');
  expect(log.filter(({ line }) => /"maxPeople"|"theme"/.test(line.msg))).toHaveLength(2);
  expect(await change(desktop, { desktop: { theme: 'dark' } })).toMatchObject({ ok: true });
  expect(stored(desktop)).toMatchObject({ server: { maxPeople: 'many' }, desktop: { theme: 'dark' } });
});
