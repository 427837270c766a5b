// What is said of settings, and how.
import { z } from 'zod';

/** What is said of a setting. */
export interface About {
  /** One line for `--help` */
  text: string;
  /** What `--help` shows as the flag's argument */
  argument: string;
  /** Completes "expected …" when a value is refused */
  expected: string;
  /** How its default is shown; else as JSON */
  shown?: string;
}

export const about = z.registry<About>();

export const whole = (min: number, max: number) => `a whole number from ${String(min)} to ${String(max)}`;
export const ON_OFF = { argument: 'on|off', expected: '"on" or "off"' };
export const SIZE = { argument: 'size', expected: 'a size such as 25mb, 1gb or a number of bytes' };
