// Into the room: with this device's identity in it, as often as it takes.
import { ChatError, isTransientForJoining } from '../../../protocol/errors.ts';
import type { Answers } from '../../../protocol/events.ts';
import type { ServerConnection } from './connection.ts';
import type { JoinProblem, Status } from './model.ts';
import { waitFor } from './patience.ts';
import type { Identity } from './secrets.ts';
import type { Waiting } from './waiting.ts';

export interface AdmissionOptions {
  connection: Pick<ServerConnection, 'call'>;
  waiting: Waiting;
  now: () => number;
  /** Whether it is still the same connection, and still the newest wish */
  isCurrent: () => boolean;
  /** It is tried again by itself; undefined: there was no answer */
  onDelay: (problem: JoinProblem | undefined) => void;
}

export type Admission =
  | { kind: 'in'; answer: Answers['join_user'] }
  | { kind: 'refused'; problem: JoinProblem }
  | { kind: 'lost' };

const RETRY_MS = 2_000;

/** Asks until there is an answer that settles it, or the connection is another one, or none. */
export async function askToJoin(
  { id, token, createdAt }: Identity,
  name: string,
  status: Status,
  { connection, waiting, now, isCurrent, onDelay }: AdmissionOptions,
): Promise<Admission> {
  while (isCurrent()) {
    try {
      const answer = await connection.call('join_user', {
        user: { id, username: name, avatar: null, status, createdAt },
        token,
        calm: true,
        batch: true,
      });
      return isCurrent() ? { kind: 'in', answer } : { kind: 'lost' };
    } catch (error) {
      if (!isCurrent()) return { kind: 'lost' };
      const problem = error instanceof ChatError ? problemOf(error, now()) : undefined;
      if (problem && !('retries' in problem && problem.retries)) return { kind: 'refused', problem };
      onDelay(problem);
      await waiting.wait(waitFor(error, RETRY_MS));
    }
  }
  return { kind: 'lost' };
}

/** What the form says. */
export function problemOf(error: ChatError, now: number): JoinProblem {
  const {
    code,
    message,
    details: { suggestion, retry_after_ms: wait = 60_000 },
  } = error;
  if (code === 'name_taken') return { code, suggestion: suggestion ?? '' };
  if (code === 'bad_name') return { code, message };
  if (code === 'identity_taken') return { code };
  if (code === 'kicked') return { code, until: now + wait };
  if (code === 'server_full') return { code, retries: true };
  return { code: 'other', error: code, message, retries: isTransientForJoining(error) };
}
