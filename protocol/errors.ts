// Every error a client can be told of: its code, a text that is safe to show, and the HTTP status. Anything
// else is `internal`.

export const ERRORS = {
  invalid: { status: 400, text: 'The request does not have the expected form' },
  empty: { status: 400, text: 'A message needs text or a file' },
  too_long: { status: 400, text: 'The text is too long' },
  bad_name: { status: 400, text: 'This name cannot be used' },
  no_file: { status: 400, text: 'No file was sent' },
  file_type: { status: 400, text: 'This type of file is not allowed' },
  // the old server's words, which its clients may compare
  unauthenticated: { status: 400, text: 'User not authenticated' },
  forbidden: { status: 403, text: 'This is not allowed' },
  bad_origin: { status: 403, text: 'Requests from this page are not allowed' },
  bad_host: { status: 403, text: 'This server is not known under this address' },
  kicked: { status: 403, text: 'The host has sent you out; you can come back in a minute' },
  identity_taken: { status: 403, text: 'This identity belongs to somebody else' },
  not_found: { status: 404, text: 'There is nothing here' },
  name_taken: { status: 409, text: 'Somebody else has this name' },
  channel_exists: { status: 409, text: 'There is already such a channel' },
  last_channel: { status: 409, text: 'The last channel cannot be deleted' },
  channel_limit: { status: 409, text: 'There are too many channels' },
  too_large: { status: 413, text: 'This is too large' },
  rate_limited: { status: 429, text: 'Too many requests; wait a moment' },
  internal: { status: 500, text: 'Something went wrong on the server' },
  server_full: { status: 503, text: 'The room is full' },
  closing: { status: 503, text: 'The server is stopping' },
  busy: { status: 503, text: 'The server is still getting ready; try again in a moment' },
  storage_failed: { status: 503, text: 'The message could not be stored' },
  storage_full: { status: 507, text: 'The disk of the host is full' },
} as const;

export type ErrorCode = keyof typeof ERRORS;

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
