// Where the window opens: where it was, if that is still to be seen.
import { z } from 'zod';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MINIMUM = { width: 720, height: 480 };
const USUAL = { width: 960, height: 640 };
/** So much of the title must lie on a display that it can be taken by the mouse */
const GRIP = { width: 120, height: 24 };

const side = z.int().min(-100_000).max(100_000);
const placeSchema = z.object({
  x: side,
  y: side,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  isMaximized: z.boolean().default(false),
});

/** What is kept from one run to the next. */
export type WindowPlace = z.output<typeof placeSchema>;

export interface WindowBounds {
  minWidth: number;
  minHeight: number;
  width: number;
  height: number;
  x?: number;
  y?: number;
}

/** `kept` may be anything: it comes from a file. `displays` are the areas where windows may lie. */
export function chooseBounds(
  kept: unknown,
  displays: readonly Rectangle[],
): { bounds: WindowBounds; isMaximized: boolean } {
  const minimum = { minWidth: MINIMUM.width, minHeight: MINIMUM.height };
  const { data: place } = placeSchema.safeParse(kept);
  if (!place) return { bounds: { ...minimum, ...USUAL }, isMaximized: false };
  const { x, y, isMaximized } = place;
  const size = {
    width: Math.max(place.width, MINIMUM.width),
    height: Math.max(place.height, MINIMUM.height),
  };
  const isSeen = displays.some((display) => {
    const across = Math.min(x + size.width, display.x + display.width) - Math.max(x, display.x);
    return across >= GRIP.width && y >= display.y && y + GRIP.height <= display.y + display.height;
  });
  return { bounds: { ...minimum, ...size, ...(isSeen && { x, y }) }, isMaximized };
}
