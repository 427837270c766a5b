import type { IncomingMessage } from 'node:http';
import { ChatError } from '../../../protocol/errors.ts';
import { token } from '../../../protocol/ids.ts';
import { canonicalAddress } from '../../network/address.ts';

/** Who asks, as far as the request shows it. */
export interface Asker {
  /** The secret that a person's id may be bound to */
  token: string | undefined;
  /** Canonical */
  address: string;
}

/**
 * The one place that says who sent a request: the secret of `Authorization: Bearer <secret>`, or nobody.
 * Throws `invalid` where that is no secret at all. Whether it fits an id is for the chat to judge.
 */
export function identify(request: Pick<IncomingMessage, 'headers' | 'socket'>): Asker {
  const { authorization } = request.headers;
  const address = canonicalAddress(request.socket.remoteAddress);
  // other schemes are meant for somebody else, such as a proxy with a password before us
  if (authorization === undefined || !/^bearer\b/i.test(authorization)) return { token: undefined, address };
  const secret = token.safeParse(/^bearer +(\S+) *$/i.exec(authorization)?.[1]);
  if (!secret.success) {
    throw new ChatError(
      'invalid',
      'Authorization: expected "Bearer" and a secret of 32 to 128 letters, digits, "-" or "_"',
    );
  }
  return { token: secret.data, address };
}
