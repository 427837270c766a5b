// The network that network.inject.cjs lets the app believe in.
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';

declare global {
  // oxlint-disable-next-line no-var -- only var declares a global; it lives in the app's process
  var network: { adapters: Record<string, string>; guest: string };
}

/** Loaded into every app. */
export const NETWORK = join(import.meta.dirname, 'network.inject.cjs');

/** Its address while no spec says another */
export const ADDRESS = '192.168.178.24';
/** From where guests seem to come */
export const GUEST = '192.168.178.57';

/** From now on it has these adapters, each with its IPv4 address. */
export async function setAdapters(
  { electron }: { electron: ElectronApplication },
  adapters: Record<string, string>,
): Promise<void> {
  await electron.evaluate((_, now) => {
    globalThis.network.adapters = now;
  }, adapters);
}

/** An address of this machine at which others than the host come in; undefined where it is in no network. */
export const guestAddress: string | undefined = Object.values(networkInterfaces())
  .flat()
  .find((each) => each !== undefined && each.family === 'IPv4' && !each.internal)?.address;
