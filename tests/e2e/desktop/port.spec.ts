// Somebody else has what the server needs: its port, its folder.
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createChatServer, defaultSettings } from '../../../server/index.ts';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { button, stateOf } from './sign.ts';

/** Takes a port (0: any) for as long as `use` runs; undefined where somebody has it already. */
async function withPort(port: number, use: (taken: number) => Promise<void>): Promise<void> {
  const other = createServer();
  const taken = await new Promise<number>((resolve) => {
    other
      .once('error', () => {
        resolve(port);
      })
      .listen(port, () => {
        resolve((other.address() as AddressInfo).port);
      });
  });
  try {
    await use(taken);
  } finally {
    other.close();
  }
}

const keptPort = ({ surroundings: { userData } }: Desktop): unknown =>
  JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')).server.port;
const runningPort = async (desktop: Desktop): Promise<number> =>
  Number(new URL(await addressOf(desktop)).port);

test('a chosen port that is taken: who has it is said, another is offered, taken and kept', async ({
  start,
}) => {
  await withPort(0, async (taken) => {
    const desktop = await start({ settings: { server: { port: taken } } });
    const { window, tray } = desktop;
    await expect(stateOf(window)).toHaveText('Failed');
    await expect(window.getByRole('alert')).toContainText(`Port ${String(taken)} is taken`);
    await expect.poll(async () => tray.tooltip()).toContain(`port ${String(taken)} is taken`);
    const offer = window.getByRole('button', { name: /^Use port \d+$/ });
    const offered = Number((await offer.innerText()).replace(/\D/g, ''));
    expect(offered).toBeGreaterThan(taken);
    expect(keptPort(desktop)).toBe(taken);

    await offer.click();
    await expect(stateOf(window)).toHaveText('Running');
    expect(await runningPort(desktop)).toBe(offered);
    expect(keptPort(desktop)).toBe(offered);
  });
});

test('a chosen port that becomes free again: Try again is enough', async ({ start }) => {
  let window;
  await withPort(0, async (taken) => {
    const desktop = await start({ settings: { server: { port: taken } } });
    ({ window } = desktop);
    await expect(stateOf(window)).toHaveText('Failed');
  });
  if (!window) throw new Error('no window');
  await button(window, 'Try again').click();
  await expect(stateOf(window)).toHaveText('Running');
});

test('the usual port taken: the next free one, and from then on', async ({ start }) => {
  await withPort(defaultSettings.port, async (taken) => {
    const first = await start({ settings: { server: { port: undefined } } });
    const port = await runningPort(first);
    expect(port).not.toBe(taken);
    expect(keptPort(first)).toBe(port);
    await expect(first.window.getByText(`so the room is on port ${String(port)} from now on`)).toBeVisible();
    await first.quit();

    const second = await start({ surroundings: first.surroundings });
    expect(await runningPort(second)).toBe(port);
  });
});

test('a folder that another Lanline uses: it is said, and works when that one has gone', async ({
  start,
}) => {
  const desktop = await start({ settings: { desktop: { startServer: false } } });
  const {
    window,
    surroundings: { data },
  } = desktop;
  const other = createChatServer({
    settings: { ...defaultSettings, port: 0, host: '127.0.0.1', localName: '', data },
  });
  await other.start();
  try {
    await button(window, 'Start').click();
    await expect(stateOf(window)).toHaveText('Failed');
    await expect(window.getByRole('alert')).toContainText('Another Lanline');
    expect((await desktop.snapshot()).state).toMatchObject({
      fault: { code: 'folder_locked', pid: process.pid },
    });
  } finally {
    await other.close();
  }
  await button(window, 'Try again').click();
  await expect(stateOf(window)).toHaveText('Running');
});
