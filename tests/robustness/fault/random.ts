// Random numbers that a printed seed brings back.
import { crc32 } from 'node:zlib';

export interface Random {
  /** From 0 to below 1 */
  next(): number;
  /** A whole number from `min` to `max`, both included */
  between(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** Another row of numbers, which does not depend on how many were taken from this one */
  fork(name: string): Random;
}

/** Mulberry32: small, and even enough for choosing moments and places. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    fork: (name) => createRandom(crc32(name, seed >>> 0)),
  };
}
