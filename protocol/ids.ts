import { z } from 'zod';

/** A channel's id as it may come over the wire. Unique ignoring case. */
export const channelId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'expected 1 to 64 letters, digits, "-" or "_"')
  .describe('The channel');

/** A message's id: a uuid from us, but any id that an old server wrote. Unique within its channel only. */
export const messageId = z.string().min(1).max(128).describe('A message of this channel');

/**
 * A person's id, made by the client. Halves of characters (`Cs`) could not be told apart once they are UTF-8.
 */
export const userId = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]{1,128}$/u, 'expected 1 to 128 characters without control characters')
  .describe('Made by the client once and kept; a uuid serves');

/** The client's own key of one message; sending it again stores nothing. */
export const clientId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^\P{Cs}*$/u, 'expected whole characters')
  .describe('The client’s own key of this message, a uuid for example: sent again, it stores nothing');

/** The client-made secret that binds an id. */
export const token = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32,128}$/, 'expected 32 to 128 letters, digits, "-" or "_"')
  .describe('The secret of this person, made by the client from random bytes and kept');

/** The name of a stored file, as in `/api/files/{name}`. Never a path. */
export const uniqueFilename = z
  .string()
  .regex(/^[^/\\\p{Cc}]{1,255}$/u, 'expected a file name without folders')
  .refine((name) => name !== '.' && name !== '..', 'expected a file name')
  .describe('`unique_filename` of the file’s record');
