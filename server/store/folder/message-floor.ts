// Messages are refused a little before the disk is full: what the store writes for itself, such as a log
// without its torn end, has space then.
import { ChatError } from '../../../protocol/errors.ts';

/** How long one look at the disk counts, in ms of the clock that never jumps */
const LOOK_COUNTS_MS = 1_000;

export interface MessageFloorOptions {
  /** Bytes free on the disk */
  freeBytes: () => Promise<number>;
  /** Bytes that stay free */
  floor: number;
  /** Messages are refused from now on; again only after there was space */
  onReached: (free: number) => void;
  monotonic: () => number;
}

/**
 * Looks once, and then only while somebody writes. The answer throws `storage_full`; it never waits, so that
 * messages keep their order.
 */
export async function createMessageFloor({
  freeBytes,
  floor,
  onReached,
  monotonic,
}: MessageFloorOptions): Promise<() => void> {
  let free = await freeBytes();
  let lookedAt = monotonic();
  let isLooking = false;
  let isRefusing = false;
  const look = async (): Promise<void> => {
    isLooking = true;
    free = await freeBytes();
    lookedAt = monotonic();
    isLooking = false;
  };
  return () => {
    if (!isLooking && monotonic() - lookedAt >= LOOK_COUNTS_MS) void look();
    if (free >= floor) {
      isRefusing = false;
      return;
    }
    if (!isRefusing) onReached(free);
    isRefusing = true;
    throw new ChatError('storage_full');
  };
}
