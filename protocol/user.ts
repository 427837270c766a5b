import { z } from 'zod';
import { userId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { textOrNumber } from './text.ts';

export const statusSchema = z.enum(['online', 'away', 'busy']);

/**
 * A person as a client describes itself in `join_user`. Unknown keys are kept and come back to everybody, so
 * they count towards the limit of 4 kB. The name is judged by the chat's rules, not here: old clients' names
 * are cleaned, not refused.
 */
export const userSchema = z
  .looseObject({
    id: textOrNumber(userId),
    username: textOrNumber(z.string()).describe('The name: 1 to 32 graphemes, none of them invisible'),
  })
  .refine((user) => sizeOf(user) <= LIMITS.userBytes, `expected at most ${String(LIMITS.userBytes)} bytes`)
  // Socket.IO also brings bytes. In a list of people they would be attachments of one packet, and clients
  // take only a few: everybody would be cut
  .transform((user): typeof user => JSON.parse(JSON.stringify(user)) as typeof user)
  .meta({
    id: 'UserDescription',
    description:
      'A person as their client describes them: at most 4,096 bytes as JSON. Other fields are kept and sent to everybody as far as the whole stays within 1,024 bytes: `avatar`, `status` and `createdAt`, which our own clients send, and then the others in the order in which they came.',
  });

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
export const shownUserSchema = z
  .looseObject({
    id: z.string().describe('As in `join_user`'),
    username: z.string().describe('The name, in the form in which the server keeps it'),
    verified: z
      .exactOptional(z.literal(true))
      .describe('Present if this person proved the secret that the id is bound to'),
  })
  .meta({
    id: 'User',
    description:
      'A person as everybody sees them, with whatever other fields their client sent. Do not rely on any of those: they are of any type.',
  });
export type User = z.output<typeof shownUserSchema>;
