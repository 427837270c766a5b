import { z } from 'zod';
import { userId } from './ids.ts';
import { LIMITS } from './limits.ts';

export const statusSchema = z.enum(['online', 'away', 'busy']);

/**
 * A person as a client describes itself in `join_user`. Unknown keys are kept and come back to everybody, so
 * they count towards the limit of 4 kB. The name is judged by the chat's rules, not here: old clients' names
 * are cleaned, not refused.
 */
export const userSchema = z
  .looseObject({ id: userId, username: z.string() })
  .refine((user) => sizeOf(user) <= LIMITS.userBytes, `expected at most ${String(LIMITS.userBytes)} bytes`)
  // Socket.IO also brings bytes. In a list of people they would be attachments of one packet, and clients
  // take only a few: everybody would be cut
  .transform((user): typeof user => JSON.parse(JSON.stringify(user)) as typeof user);

/** Bytes as JSON. */
function sizeOf(value: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  } catch {
    // nested more deeply than JSON can be written, though it could be read
    return Infinity;
  }
}

/**
 * A person as everybody sees them: what they sent, their cleaned name, and whether their id is bound to a
 * secret.
 */
export interface User {
  id: string;
  username: string;
  /** Present and true where the id is bound to a secret that this person proved */
  verified?: true;
  [key: string]: unknown;
}
