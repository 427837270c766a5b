// The room of a LAN: the server on the host's computer, guests with a computer and a browser each, and a
// router that sees whatever is to leave the network.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chooseBrowser } from '../../support/browser/browser.ts';
import { QUIET } from '../../support/browser/browser-flags.ts';
import { createLan, noLan, type Lan, type LanMachine } from '../../support/helpers/lan.ts';
import { test as base } from './room.ts';
import { serveRoom } from './server-process.ts';
import { enterRoom } from './talk.ts';

const HOST = '10.77.0.1';
const ROUTER = '10.77.0.254';
/** Out there: whatever a page asks of another place goes to it, by the router */
const OUTSIDE = 'http://203.0.113.53:3128';

export interface LanGuest {
  page: Page;
  /** Pulls the cable out, or plugs it in again. */
  plug(isIn: boolean): Promise<void>;
}

interface Fixtures {
  lan: Lan;
  /** Comes in by a computer of their own. */
  lanGuest: (name: string) => Promise<LanGuest>;
  /** How many packets a page wanted to send out of the network */
  leaving: () => Promise<number>;
}

export const test = base.extend<Fixtures>({
  lan: async ({}, use, { skip }) => {
    const why = noLan();
    skip(why !== false, String(why));
    const lan = createLan();
    await use(lan);
    await lan.close();
  },
  room: async ({ lan, appDir, flags }, use) => {
    const host = await lan.machine('host', { eth0: { network: 'home', address: `${HOST}/24` } });
    const room = await serveRoom(appDir, flags, { ...host, address: HOST });
    await use(room);
    await room.close();
  },
  address: async ({ room }, use) => {
    await use(room.url);
  },
  leaving: async ({ lan }, use) => {
    const router = await lan.machine('router', { eth0: { network: 'home', address: `${ROUTER}/24` } });
    await use(async () => countStrays(await router.run('cat', '/proc/net/snmp')));
  },
  lanGuest: async ({ lan, visit, leaving }, use) => {
    const browsers: Browser[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'lanline-browsers-'));
    const nobody = await leaving();
    if (nobody !== 0) throw new Error(`the router has seen ${String(nobody)} packets before anybody came`);
    await use(async (name) => {
      const machine = await lan.machine(name.toLowerCase(), {
        eth0: { network: 'home', address: `10.77.0.${String(10 + browsers.length)}/24` },
      });
      await machine.ip('route', 'add', 'default', 'via', ROUTER);
      const browser = await browse(machine, join(folder, name));
      browsers.push(browser);
      const { page } = await visit({
        in: await browser.newContext({ proxy: { server: OUTSIDE, bypass: HOST } }),
      });
      await enterRoom(page, name);
      return { page, plug: (isIn) => machine.plug('eth0', isIn) };
    });
    for (const browser of browsers) await browser.close();
    await rm(folder, { recursive: true });
  },
});

/** A browser on a machine. `file`: its program, made here, for Playwright can only start one file. */
async function browse(machine: LanMachine, file: string): Promise<Browser> {
  const {
    executablePath = chromium.executablePath(),
    env: { LD_LIBRARY_PATH, FONTCONFIG_PATH },
  } = await chooseBrowser();
  const env = Object.entries({ LD_LIBRARY_PATH, FONTCONFIG_PATH }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  await writeFile(
    file,
    `#!/bin/sh\nexec ${[...machine.command, 'env', ...env, executablePath].map(quote).join(' ')} "$@"\n`,
  );
  await chmod(file, 0o755);
  // a name leads nowhere: pages leave that to their proxy, and what the browser wants for itself does not
  // count
  return chromium.launch({
    executablePath: file,
    args: [...QUIET, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 10.77.0.*'],
    env: process.env,
  });
}

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Packets for other places, of the kernel's figures: the router forwards none. */
function countStrays(figures: string): number {
  const [names = [], values = []] = figures
    .split('\n')
    .filter((line) => line.startsWith('Ip: '))
    .map((line) => line.split(' '));
  const strays = Number(values[names.indexOf('InAddrErrors')]);
  if (Number.isNaN(strays)) throw new Error(`the kernel tells no InAddrErrors: ${figures}`);
  return strays;
}
