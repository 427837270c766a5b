// What is to be seen in which picture, in the order in which a day with Lanline goes.
import { expect } from '@playwright/test';
import { io } from 'socket.io-client';
import { addressOf } from '../app.ts';
import type { Desktop } from '../desktop.ts';
import { guestAddress } from '../network.ts';
import { button, question, stateOf, tab } from '../sign.ts';
import type { Camera, Look } from './camera.ts';
import type { GuestMachine } from './guest-machine.ts';
import { holdFolder, holdPort } from './obstacles.ts';
import { CHANNELS, PUPILS, TEACHER } from './school-class.ts';
import { holdDisk, letGoOfDisk } from './slow-disk.ts';

const LARGE = [960, 640] as const;
const SMALL = [720, 480] as const;
const look = (theme: Look['theme'], size: Look['size'], language: Look['language']): Look => ({
  theme,
  size,
  language,
});
/** In which the window is used; specs know its words */
const HAND = look('light', LARGE, 'en');

type Shots = readonly Look[];
const shoot = async (camera: Camera, state: string, shots: Shots): Promise<void> => {
  for (const each of shots) {
    await camera.pose(each);
    await camera.take(state);
  }
};

/** Stopped, and on its way. */
export async function takeClosed(desktop: Desktop, camera: Camera): Promise<void> {
  const { window } = desktop;
  await expect(stateOf(window)).toHaveText('Stopped');
  await shoot(camera, 'stopped', [look('light', LARGE, 'de'), look('dark', SMALL, 'en')]);
  await camera.pose(HAND);
  await holdDisk(desktop);
  await button(window, 'Start').click();
  await expect(stateOf(window)).toHaveText('Starting');
  await shoot(camera, 'starting', [look('light', LARGE, 'en'), look('dark', SMALL, 'de')]);
  await letGoOfDisk(desktop);
  await addressOf(desktop);
}

/** Running: nobody here, and then everybody. */
export async function takeRunning(
  desktop: Desktop,
  camera: Camera,
  guests: GuestMachine,
  network: string | undefined,
): Promise<void> {
  const { window } = desktop;
  await expect
    .poll(async () => (await desktop.snapshot()).network.addresses.length, { message: 'the addresses' })
    .toBeGreaterThan(0);
  await shoot(camera, 'running-empty', [
    look('light', LARGE, 'de'),
    look('dark', LARGE, 'en'),
    look('light', SMALL, 'en'),
  ]);

  const channels = await makeChannels(desktop);
  const url = new URL(await addressOf(desktop));
  const leave = await comeAsTeacher(url.origin, channels);
  url.hostname = network === undefined ? (guestAddress ?? url.hostname) : `${network}24`;
  await guests.ask({ wish: 'come', url: url.origin, channels, ...(network !== undefined && { network }) });
  await guests.ask({ wish: 'talk' });
  await expect
    .poll(
      async () => (await desktop.snapshot()).log.filter(({ line }) => line.msg === 'person-left').length,
      { message: 'people who left', timeout: 60_000 },
    )
    .toBeGreaterThan(10);
  // told every minute
  await expect
    .poll(async () => (await desktop.snapshot()).storage?.files, {
      message: 'how many files there are',
      timeout: 90_000,
    })
    .toBe(2);
  await guests.ask({ wish: 'rest' });
  await expect
    .poll(
      async () => {
        const { people } = await desktop.snapshot();
        return {
          here: people.length,
          unmeasured: people
            .filter(({ devices }) => devices[0]?.latencyMs === undefined)
            .map(({ name }) => name),
        };
      },
      { message: 'everybody, with their delay', timeout: 30_000 },
    )
    .toEqual({ here: PUPILS.length + 1, unmeasured: [] });

  await shoot(camera, 'running-people', [
    look('light', LARGE, 'en'),
    look('dark', LARGE, 'de'),
    look('light', SMALL, 'de'),
  ]);
  await takeRowMenu(desktop, camera);
  await camera.pose(HAND);
  await button(window, 'Open log').or(button(window, 'Log')).click();
  await shoot(camera, 'running-busy', [
    look('dark', LARGE, 'en'),
    look('light', LARGE, 'de'),
    look('dark', SMALL, 'de'),
    look('light', SMALL, 'en'),
  ]);
  await camera.pose(HAND);
  await button(window, 'Log').click();
  await takeChannels(desktop, camera);
  await takeSettings(desktop, camera);
  await takePoster(desktop, camera);
  await takeStopQuestion(desktop, camera);
  leave();
}

async function takeRowMenu({ window }: Desktop, camera: Camera): Promise<void> {
  for (const each of [look('light', LARGE, 'en'), look('dark', SMALL, 'de')]) {
    await camera.pose({ ...each, language: 'en' });
    await button(window, 'More for \u2068Ben Carter\u2069').click();
    await expect(window.getByRole('menu')).toBeVisible();
    await camera.pose(each);
    await camera.take('row-menu');
    await window.keyboard.press('Escape');
  }
}

async function takeChannels({ window }: Desktop, camera: Camera): Promise<void> {
  await tab(window, /^Channels/).click();
  await shoot(camera, 'channels', [look('light', LARGE, 'de'), look('dark', SMALL, 'en')]);
  await camera.pose(HAND);
}

async function takeSettings({ window }: Desktop, camera: Camera): Promise<void> {
  await tab(window, 'Settings').click();
  await shoot(camera, 'settings', [
    look('light', LARGE, 'en'),
    look('dark', LARGE, 'de'),
    look('light', SMALL, 'de'),
  ]);
  await camera.pose(HAND);
  const port = window
    .getByRole('textbox', { name: 'Port' })
    .or(window.getByRole('spinbutton', { name: 'Port' }));
  for (const each of [look('light', LARGE, 'en'), look('dark', LARGE, 'de')]) {
    await camera.pose(each);
    await port.fill('80000');
    await port.press('Enter');
    await expect(port).toHaveAttribute('aria-invalid', 'true');
    await camera.take('settings-refused');
    await port.press('Escape');
  }
  await camera.pose(HAND);
  await tab(window, /^People/).click();
}

/** It fills the screen, whatever the size of the window. */
async function takePoster({ window }: Desktop, camera: Camera): Promise<void> {
  for (const each of [look('light', LARGE, 'de'), look('dark', LARGE, 'en')]) {
    await camera.pose({ ...each, language: 'en' });
    await button(window, 'Show poster').first().click();
    await window.waitForFunction((width) => innerWidth > width, LARGE[0]);
    await camera.pose(each);
    await camera.take('poster');
    await window.keyboard.press('Escape');
    await window.waitForFunction((width) => innerWidth === width, LARGE[0]);
  }
  await camera.pose(HAND);
}

async function takeStopQuestion({ window }: Desktop, camera: Camera): Promise<void> {
  await button(window, 'Stop').click();
  await expect(question(window)).toBeVisible();
  await shoot(camera, 'stop-question', [look('light', LARGE, 'de'), look('dark', SMALL, 'en')]);
  await camera.pose(HAND);
  await button(question(window), 'Stop').click();
  await expect(stateOf(window)).toHaveText('Stopped');
}

/** Somebody else has the port; then somebody has the folder. */
export async function takeBroken(desktop: Desktop, camera: Camera): Promise<void> {
  const { window: page, surroundings } = desktop;
  const start = async (): Promise<void> => {
    await camera.pose(HAND);
    await page.evaluate(async () => window.lanline.startServer());
    await expect(stateOf(page)).toHaveText('Failed');
  };
  const givePort = await holdPort(5000);
  await start();
  await shoot(camera, 'port-taken', [
    look('light', LARGE, 'en'),
    look('dark', LARGE, 'de'),
    look('dark', SMALL, 'en'),
    look('light', SMALL, 'de'),
  ]);
  await givePort();
  const giveFolder = await holdFolder(surroundings.data);
  await start();
  await shoot(camera, 'failed', [look('dark', LARGE, 'de'), look('light', SMALL, 'en')]);
  await giveFolder();
}

/** The answer are their ids by name, the one that is always there included. */
async function makeChannels({ window: page }: Desktop): Promise<Record<string, string>> {
  const known = await page.evaluate(async (wanted) => {
    for (const each of wanted) await window.lanline.createChannel(each);
    for (const id of ['random', 'help']) await window.lanline.deleteChannel(id);
    const answer = await window.lanline.getChannels();
    return answer.ok ? answer.value.map(({ id, name }): [string, string] => [name, id]) : [];
  }, CHANNELS);
  return Object.fromEntries(known);
}

/** The answer lets her go. */
async function comeAsTeacher(url: string, channels: Record<string, string>): Promise<() => void> {
  const { id, name, userAgent, channel } = TEACHER;
  const socket = io(url, {
    transports: ['websocket'],
    extraHeaders: { 'User-Agent': userAgent },
    forceNew: true,
  });
  await new Promise((resolve) => {
    socket.once('connected', resolve);
  });
  await socket.emitWithAck('join_user', {
    user: { id, username: name, avatar: null, status: 'online', createdAt: '2026-09-01T06:00:00Z' },
    calm: true,
  });
  await socket.emitWithAck('join_channel', { channel_id: channels[channel] ?? channel });
  return () => {
    socket.close();
  };
}
