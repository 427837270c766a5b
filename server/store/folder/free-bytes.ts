import { statfs } from 'node:fs/promises';

/** Bytes free on the folder's disk; a system that cannot tell has no floor. */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Number.MAX_SAFE_INTEGER;
  }
}
