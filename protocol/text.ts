import { z } from 'zod';

/** A text; some old clients send numbers, which are taken as their text. */
export function textOrNumber<S extends z.ZodType<string | null | undefined>>(schema: S) {
  return z.preprocess((value) => (typeof value === 'number' ? String(value) : value), schema);
}
