// What is wrong with a payload, in one line that is safe to show to whoever sent it.
import type { z } from 'zod';

const SHOWN = 40;
// never repeated, not even to their sender: an error's text ends up in logs and screenshots
const SECRET = new Set<PropertyKey>(['token', 'content', 'password']);

/**
 * Says what a schema found wrong and what would be right: `limit: expected number to be <=200, got 500`.
 * `value` is what was parsed; `what` names it where the fault is in no part of it.
 */
export function explain(error: z.ZodError, value: unknown, what = 'payload'): string {
  const [first] = error.issues;
  if (!first) return `${what}: not of the expected form`;
  const issue = innermost(first);
  const { path } = issue;
  const more = error.issues.length > 1 ? ` (and ${String(error.issues.length - 1)} more)` : '';
  const where = path.length === 0 ? what : path.map(readable).join('.');
  if (issue.code === 'unrecognized_keys')
    return `${where}: unknown key ${issue.keys.slice(0, 3).map(readable).join(', ')}${more}`;
  return `${where}: ${wanted(issue)}, got ${shown(found(value, path), path.at(-1))}${more}`;
}

/** Of the branches of a union the first one's fault; its path is relative to the union. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const branch = issue.code === 'invalid_union' ? issue.errors[0]?.[0] : undefined;
  return branch ? innermost({ ...branch, path: [...issue.path, ...branch.path] }) : issue;
}

function wanted(issue: z.core.$ZodIssue): string {
  // zod's own texts begin with a heading and end with what it saw after coercion
  const text = issue.message.replace(/^(?:Invalid|Too) [a-z]+: /, '').replace(/, received .*$/s, '');
  return text.startsWith('expected') ? text : `expected another value (${text})`;
}

function found(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  );
}

function readable(key: PropertyKey): string {
  const text = String(key);
  return /^[\w-]{1,40}$/.test(text) ? text : quoted(text.slice(0, SHOWN));
}

/** In quotes, with everything escaped that would move a terminal's cursor or turn the reading direction. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function shown(value: unknown, key: PropertyKey | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
  if (value.length > SHOWN || (key !== undefined && SECRET.has(key)))
    return `a text of ${String(value.length)} characters`;
  return quoted(value);
}
