// What goes wrong with a call, as the window is told.
import { ChatError } from '../../server/index.ts';
import type { CallFault } from './contract.ts';

/** An error that the window is told as it is. */
export class CallError extends Error {
  readonly fault: CallFault;

  constructor(fault: CallFault) {
    super(fault.detail);
    this.name = 'CallError';
    this.fault = fault;
  }
}

/** Of the server's catalogue, those that the window has words for. */
const SHARED = new Set<CallFault['code']>([
  'channel_exists',
  'channel_limit',
  'last_channel',
  'not_found',
  'invalid',
]);

/** Everything that nobody foresaw is `internal`. */
export function toFault(error: unknown): CallFault {
  if (error instanceof CallError) return error.fault;
  if (!(error instanceof ChatError))
    return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
  const code = [...SHARED].find((shared) => shared === error.code);
  if (code !== undefined) return { code, detail: error.message };
  // it was stopped while the call was under way
  return { code: error.code === 'closing' ? 'not_running' : 'internal', detail: error.message };
}
