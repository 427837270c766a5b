// Every error a client can be told of: its code, the HTTP status, whether to send the same again, and a text
// that is safe to show. Anything else is `internal`.

/**
 * Whether a client should send the same request again by itself.
 * - `never`: it would be refused again, or only a person can decide to try again.
 * - `soon`: the cause passes within seconds (after `retry_after_ms` if given). Retry without saying so.
 * - `later`: it passes when somebody leaves, makes room, or repairs a disk. Retry if there is time, and say so.
 */
export type Retry = 'never' | 'soon' | 'later';

export const ERRORS = {
  invalid: { status: 400, retry: 'never', text: 'The request does not have the expected form' },
  empty: { status: 400, retry: 'never', text: 'A message needs text or a file' },
  too_long: { status: 400, retry: 'never', text: 'The text is too long' },
  bad_name: { status: 400, retry: 'never', text: 'This name cannot be used' },
  no_file: { status: 400, retry: 'never', text: 'No file was sent' },
  type_denied: { status: 400, retry: 'never', text: 'This type of file is not accepted' },
  // the old server's words, which its clients may compare. A client that joins again may repeat the request
  unauthenticated: { status: 400, retry: 'soon', text: 'User not authenticated' },
  forbidden: { status: 403, retry: 'never', text: 'This is not allowed' },
  bad_origin: { status: 403, retry: 'never', text: 'Requests from this page are not allowed' },
  bad_host: { status: 403, retry: 'never', text: 'This server is not known under this address' },
  kicked: { status: 403, retry: 'never', text: 'The host has sent you out; you can come back in a minute' },
  identity_taken: { status: 403, retry: 'never', text: 'This identity belongs to somebody else' },
  not_found: { status: 404, retry: 'never', text: 'There is nothing here' },
  name_taken: { status: 409, retry: 'never', text: 'Somebody else has this name' },
  channel_exists: { status: 409, retry: 'never', text: 'There is already such a channel' },
  last_channel: { status: 409, retry: 'never', text: 'The last channel cannot be deleted' },
  channel_limit: { status: 409, retry: 'never', text: 'There are too many channels' },
  too_large: { status: 413, retry: 'never', text: 'This is too large' },
  rate_limited: { status: 429, retry: 'soon', text: 'Too many requests; wait a moment' },
  internal: { status: 500, retry: 'never', text: 'Something went wrong on the server' },
  server_full: { status: 503, retry: 'later', text: 'The room is full' },
  closing: { status: 503, retry: 'soon', text: 'The server is stopping' },
  busy: { status: 503, retry: 'soon', text: 'The server is still getting ready; try again in a moment' },
  storage_failed: { status: 503, retry: 'later', text: 'The message could not be stored' },
  quota: { status: 507, retry: 'never', text: 'There is no more space for files here' },
  storage_full: { status: 507, retry: 'later', text: 'The disk of the host is full' },
} as const satisfies Record<string, { status: number; retry: Retry; text: string }>;

export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code);

/**
 * What a client gets in an acknowledgement's `error`, and (with `message` alone being legacy) in the `error`
 * event.
 */
export interface WireError {
  code: ErrorCode;
  /** A sentence for people, in English; clients translate by `code` */
  message: string;
  /** With `rate_limited` and `kicked`: how long to wait, in milliseconds */
  retry_after_ms?: number;
  /** With `name_taken`: a name that is free */
  suggestion?: string;
}

/** An error that may be told to the client as it is. */
export class ChatError extends Error {
  readonly code: ErrorCode;
  readonly details: Partial<Pick<WireError, 'retry_after_ms' | 'suggestion'>>;

  /** `text` replaces the catalogue's sentence where more can be said; it must be safe for any client. */
  constructor(code: ErrorCode, text?: string, details: ChatError['details'] = {}) {
    super(text ?? ERRORS[code].text);
    this.name = 'ChatError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, ...this.details };
  }
}

/** The error to tell: a ChatError as it is, everything else as `internal` (the caller logs the original). */
export function toChatError(error: unknown): ChatError {
  return error instanceof ChatError ? error : new ChatError('internal');
}

/** A code that this build does not know (a newer server's) is not retried: its `message` is shown instead. */
export const retryOf = (code: string): Retry => (isErrorCode(code) ? ERRORS[code].retry : 'never');

/** Whether the server refused something that it may accept when it is sent again. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ChatError && retryOf(error.code) !== 'never';

/**
 * The same for joining, which is also tried again after `internal`: outside the room there is nothing else
 * that a client could do.
 */
export const isTransientForJoining = (error: unknown): boolean =>
  isTransient(error) || (error instanceof ChatError && error.code === 'internal');
