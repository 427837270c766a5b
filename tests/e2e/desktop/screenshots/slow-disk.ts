// A disk that lets a start last as long as a picture takes.
import { join } from 'node:path';
import type { Desktop } from '../desktop.ts';

declare global {
  // oxlint-disable-next-line no-var -- only var declares a global; it lives in the app's process
  var slowDisk: { hold(): void; letGo(): void };
}

/** For `modules`. */
export const SLOW_DISK = join(import.meta.dirname, 'slow-disk.inject.cjs');

/** Folders are made only after `letGo`: no server gets past its first step. */
export async function holdDisk({ electron }: Desktop): Promise<void> {
  await electron.evaluate(() => {
    globalThis.slowDisk.hold();
  });
}

export async function letGoOfDisk({ electron }: Desktop): Promise<void> {
  await electron.evaluate(() => {
    globalThis.slowDisk.letGo();
  });
}
