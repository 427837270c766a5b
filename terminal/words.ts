// What went wrong, in words for people.
import { ChatError } from '../protocol/errors.ts';
import type { Failure } from './chat-event.ts';
import { plainLine } from './plain-text.ts';

/** It cannot go on; the message says why and, where one can be named, what to do. */
export class EndError extends Error {
  /** Of the process */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.name = 'EndError';
    this.exitCode = exitCode;
  }
}

export function failureOf(error: unknown): Failure {
  if (error instanceof ChatError) return { code: error.code, message: error.message };
  return { code: 'here', message: error instanceof Error ? error.message : String(error) };
}

/** Why joining was refused for good. `file` is where the identity is kept. */
export function refusedWords(error: ChatError, { name, file }: { name: string; file: string }): EndError {
  const {
    code,
    details: { suggestion },
  } = error;
  const said = plainLine(error.message);
  if (code === 'name_taken')
    return new EndError(
      `Somebody else here is called ${plainLine(name)}. ${suggestion === undefined ? 'Take another name with --name.' : `Free is: --name "${plainLine(suggestion)}"`}`,
    );
  if (code === 'bad_name') return new EndError(`--name: ${said}.`, 2);
  if (code === 'identity_taken')
    return new EndError(
      `The server does not take us for who we were here before. Take another --name, or remove ${file} to begin anew.`,
    );
  if (code === 'server_full')
    return new EndError(`${said}. Try again later, or with --wait 600 to wait for ten minutes.`);
  return new EndError(`The server does not let us in: ${said} (${plainLine(code)}).`);
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody answers there. Is the server running, and is this its port?',
  ENOTFOUND: 'there is no machine of this name.',
  EAI_AGAIN: 'the name could not be looked up.',
  ETIMEDOUT: 'it does not answer. Is it in the same network, and does its firewall let us in?',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer. Is it in the same network, and does its firewall let us in?',
  EHOSTUNREACH: 'there is no way to this machine. Is it in the same network?',
  ENETUNREACH: 'there is no way to its network. Is this machine online?',
  ECONNRESET: 'it broke the connection off.',
};

export function unreachableWords(url: string, error: unknown): string {
  const code = causeCode(error);
  return `Cannot reach ${url}: ${CAUSES[code] ?? `${plainLine(innermost(error))}.`}`;
}

function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : innermost(error.cause);
}

function causeCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // a name with several addresses fails once for each
  if (error instanceof AggregateError) return causeCode(error.errors[0]);
  return error.name === 'TimeoutError' ? 'ETIMEDOUT' : causeCode(error.cause);
}
