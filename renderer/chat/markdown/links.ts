// Addresses in a text, and where they end: where people end them, not where a browser would.
import { safeAddress } from './address.ts';
import type { Effort } from './effort.ts';

export interface Address {
  start: number;
  end: number;
  /** null where it leads elsewhere than allowed: then it is text as a whole */
  href: string | null;
}

/** A letter or digit that belongs to a scheme or a host */
const JOINED = /[a-z0-9+.-]/iu;
const JOINED_WWW = /[a-z0-9+./@_:\\-]/iu;
const HOST = /(?:\[[0-9a-f:.]+\]|[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*)(?::\d{1,5}(?!\d))?/iuy;
const HAS_WWW_HOST = /^www\.[\p{L}\p{N}]/iu;
/** A name, and perhaps a password, before the host */
const CREDENTIALS = /(?::[^\s/?#@]{0,128})?@/uy;
/** What an address may hold besides brackets and `'|`: no quotes, no full-width punctuation, nothing unseen */
const TAIL =
  /[^\s\p{Cc}\p{Cn}\p{Co}\p{Cs}\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF<>"`\\„“”«»‹›…、。，！？；：（）「」『』【】《》〈〉()[\]{}'|]+/uy;
const REFUSED = /[^\s<>"]*/uy;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** Brackets within each other: no address that people share has more */
const DEEPEST = 4;
/** What ends a sentence, a quotation or a bracket that was opened within the address but not closed */
const PUNCTUATION = new Set(".,;:!?'’‘|([{");

/** Steps that reading an address costs, besides its characters */
const PARSE = 150;

const stickyEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/**
 * The address that begins at `at` with `scheme` (`https://`, `www.`). Of `openMarks`,
 * which stand before it, none is taken for its last character.
 */
export function addressAt(
  text: string,
  at: number,
  scheme: string,
  openMarks: ReadonlySet<string>,
  effort: Effort,
): Address | null {
  const isWww = !scheme.includes(':');
  const before = text.charAt(at - 1);
  if ((isWww ? JOINED_WWW : JOINED).test(before)) return null;
  const hostEnd = stickyEnd(HOST, text, isWww ? at : at + scheme.length);
  if (hostEnd < 0) return null;
  effort.spend(hostEnd - at);
  if (stickyEnd(CREDENTIALS, text, hostEnd) >= 0) {
    const end = stickyEnd(REFUSED, text, hostEnd);
    effort.spend(end - hostEnd);
    return { start: at, end, href: null };
  }
  const end = trimmed(text, at, tailEnd(text, hostEnd, before, effort), openMarks);
  const written = text.slice(at, end);
  if (isWww && !HAS_WWW_HOST.test(written)) return null;
  effort.spend(PARSE);
  const href = safeAddress(isWww ? `http://${written}` : written);
  return { start: at, end, href };
}

/** Where path, query and fragment end: at a bracket that was opened before the address, among others. */
function tailEnd(text: string, hostEnd: number, before: string, effort: Effort): number {
  if (!/[/?#]/u.test(text.charAt(hostEnd))) return hostEnd;
  const open: string[] = [];
  let at = hostEnd;
  for (;;) {
    const end = stickyEnd(TAIL, text, at);
    if (end >= 0) {
      effort.spend(end - at);
      at = end;
    }
    const each = text.charAt(at);
    const closing = CLOSING[each];
    if (closing !== undefined && open.length < DEEPEST) open.push(closing);
    else if (/[)\]}]/u.test(each) && open.at(-1) === each) open.pop();
    // quoted with the sign that stands before the address, it ends there
    else if (!/['|]/u.test(each) || each === before) return at;
    effort.spend(1);
    at += 1;
  }
}

function trimmed(text: string, from: number, to: number, openMarks: ReadonlySet<string>): number {
  let end = to;
  while (end > from) {
    const last = text.charAt(end - 1);
    if (!PUNCTUATION.has(last) && !(/[*_~]/u.test(last) && openMarks.has(last))) break;
    end -= 1;
  }
  return end;
}

const LOCAL = /[a-z0-9._%+-]/iu;
const LONGEST_LOCAL = 64;
const MAIL_HOST =
  /@[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z][a-z0-9-]{0,61}[a-z0-9](?![\p{L}\p{N}@/]|-|:\S|\.[\p{L}\p{N}])/iuy;

/** The mail address whose `@` is at `at` and which begins not before `from`. */
export function mailAt(text: string, at: number, from: number, effort: Effort): Address | null {
  const first = Math.max(from, at - LONGEST_LOCAL);
  let start = at;
  while (start > first && LOCAL.test(text.charAt(start - 1))) start -= 1;
  effort.spend(at - start + 1);
  while (start < at && /[.%+-]/u.test(text.charAt(start))) start += 1;
  if (start === at || /[\p{L}\p{N}/@]/u.test(text.charAt(start - 1))) return null;
  const end = stickyEnd(MAIL_HOST, text, at);
  if (end < 0) return null;
  effort.spend(end - at);
  effort.spend(PARSE);
  const href = safeAddress(`mailto:${text.slice(start, end)}`);
  const scheme = text.slice(Math.max(from, start - 'mailto:'.length), start);
  return { start: scheme.toLowerCase() === 'mailto:' ? start - scheme.length : start, end, href };
}

const WRITTEN = /^(?:https?:\/\/[\p{L}\p{N}[]|mailto:[^@\s]+@)/iu;
const LONGEST = 2_048;

/** The address of `[text](address)`, whose first character is at `at`. */
export function targetAt(text: string, at: number, effort: Effort): { end: number; href: string } | null {
  if (!WRITTEN.test(text.slice(at, at + LONGEST))) return null;
  let depth = 0;
  for (let end = at; end < text.length && end - at < LONGEST; end += 1) {
    const each = text.charAt(end);
    effort.spend(1);
    if (each === '(') depth += 1;
    else if (each === ')') {
      if (depth === 0) {
        effort.spend(PARSE);
        const href = safeAddress(text.slice(at, end));
        return href === null ? null : { end: end + 1, href };
      }
      depth -= 1;
    }
    if (depth > DEEPEST || /[\s<>"\\]/u.test(each)) return null;
  }
  return null;
}
