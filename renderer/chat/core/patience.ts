// How long to wait before something is tried again.
import { ChatError } from '../../../protocol/errors.ts';

const SHORTEST_MS = 200;
const LONGEST_MS = 60_000;

/** Milliseconds: what the server asks for, else `otherwise`, never all at the same time. */
export function waitFor(error: unknown, otherwise: number): number {
  const asked = error instanceof ChatError ? error.details.retry_after_ms : undefined;
  return Math.min(Math.max(asked ?? otherwise * (0.75 + Math.random() / 2), SHORTEST_MS), LONGEST_MS);
}
