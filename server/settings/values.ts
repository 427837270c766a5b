// The forms in which a setting can be given: as itself in JSON, or as text in flags and in the environment.
import { z } from 'zod';
import { BLOCKED_PORTS } from '../../protocol/blocked-ports.ts';

const digits = /^\d{1,15}$/;

/** A whole number, also as text. */
export function wholeNumber(min: number, max: number) {
  return z
    .union([z.number(), z.string().trim().regex(digits).transform(Number)])
    .pipe(z.int().min(min).max(max));
}

/** A number of a TCP port on which browsers open pages; 0 for any. */
export const port = wholeNumber(0, 65_535).refine((number) => !BLOCKED_PORTS.has(number), {
  params: { reason: 'which browsers refuse to open' },
});

/** true or false, also as `on` and `off`. */
export const onOff = z.union([
  z.boolean(),
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['on', 'off', 'true', 'false']))
    .transform((text) => text === 'on' || text === 'true'),
]);

const UNITS = ['k', 'm', 'g', 't'];
const size = /^(\d{1,15}(?:\.\d{1,3})?) ?(?:b|bytes?|([kmgt])b?)?$/i;

/** A number of bytes, also as `25mb`, `1.5 GB` or `512k`; units are powers of 1024. */
export function bytes(min: number) {
  const text = z
    .string()
    .trim()
    .transform((value, context) => {
      const [, number, unit = ''] = size.exec(value) ?? [];
      if (number !== undefined)
        return Math.round(Number(number) * 1024 ** (UNITS.indexOf(unit.toLowerCase()) + 1));
      context.addIssue('not a size');
      return z.NEVER;
    });
  return z.union([z.number(), text]).pipe(z.int().min(min).max(Number.MAX_SAFE_INTEGER));
}

/** A size in its largest unit without a fraction: `10 MB`. */
export function formatBytes(count: number): string {
  const power = UNITS.findLastIndex((_, index) => count > 0 && count % 1024 ** (index + 1) === 0);
  return power < 0
    ? `${String(count)} bytes`
    : `${String(count / 1024 ** (power + 1))} ${(UNITS[power] ?? '').toUpperCase()}B`;
}

/** Several of one form, also as text with commas between; doubles are dropped. */
export function list<T extends z.ZodType<string, string>>(item: T) {
  const parts = z.string().transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
  return z
    .union([z.array(z.string()), parts])
    .pipe(z.array(item))
    .transform((items): readonly string[] => [...new Set(items)]);
}

/** A file name's ending: `png` or `.PNG`. */
export const extension = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^\./, ''))
  .pipe(z.string().regex(/^[a-z0-9]{1,16}$/));

/** The origin of a page: scheme, host and port and nothing else. */
export const origin = z
  .string()
  .trim()
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
    if (plain) return url.origin;
    context.addIssue('not an origin');
    return z.NEVER;
  });

/** A name under which browsers reach this machine; as they write it, in lower case and punycode. */
export const hostName = z
  .string()
  .trim()
  .transform((text, context) => {
    const url =
      /^[^\s/@?#\\:]+$|^\[[\da-f:.]+\]$/i.test(text) && URL.canParse(`http://${text}`)
        ? new URL(`http://${text}`)
        : undefined;
    if (url) return url.hostname;
    context.addIssue('not a host name');
    return z.NEVER;
  });

/** One label of a name in the DNS, short enough for a number behind it; "" and `off` are none. */
export const localLabel = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => (text === 'off' ? '' : text))
  .pipe(z.string().regex(/^(?:[a-z\d](?:[a-z\d-]{0,58}[a-z\d])?)?$/));

/** An address to listen on. */
export const bindAddress = z.union([z.ipv4(), z.ipv6(), z.literal('localhost')]);

/** An address, or all that begin with so many bits: `192.168.1.7`, `10.0.0.0/8`, `::1`. */
export const addressRange = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]));

/** The name of a time zone, such as `Europe/Berlin`. */
export const timeZone = z
  .string()
  .trim()
  .refine((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  });

/** One line for people: no control characters, nothing that turns or hides text. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .normalize()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

/** A path; resolved by who reads it. */
export const path = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'));
