// Which refusals pass by themselves, and how long to wait for that.
import { ChatError, type ErrorCode } from '../../../protocol/errors.ts';

const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'rate_limited',
  'busy',
  'closing',
  'storage_failed',
  'storage_full',
  'server_full',
  'unauthenticated',
]);
const SHORTEST_MS = 200;
const LONGEST_MS = 60_000;

export const passes = (error: unknown): boolean => error instanceof ChatError && PASSING.has(error.code);

/** Milliseconds: what the server asks for, else `otherwise`, never all at the same time. */
export function waitFor(error: unknown, otherwise: number): number {
  const asked = error instanceof ChatError ? error.details.retry_after_ms : undefined;
  return Math.min(Math.max(asked ?? otherwise * (0.75 + Math.random() / 2), SHORTEST_MS), LONGEST_MS);
}
