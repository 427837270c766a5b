import { ChatError } from '../../../protocol/errors.ts';
import type { Change } from './changes.ts';
import type { ProfileAnswer } from './client.ts';
import type { ServerConnection } from './connection.ts';
import type { Status } from './model.ts';
import type { Session } from './session.ts';

interface ProfileParts {
  connection: ServerConnection;
  session: Session;
  change: (what: Change) => void;
}

/** Changes one's own name or status: asks the server, then shows and keeps what it accepted. */
export function createProfile({ connection, session, change }: ProfileParts) {
  return async (profile: { username: string } | { status: Status }): Promise<ProfileAnswer> => {
    try {
      const { user } = await connection.call('set_profile', profile);
      change({ kind: 'me', me: 'status' in profile ? profile : { name: user.username } });
      if ('username' in profile) await session.renamed(user.username);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof ChatError)) return { ok: false, code: 'offline', message: '', suggestion: null };
      return {
        ok: false,
        code: error.code,
        message: error.message,
        suggestion: error.details.suggestion ?? null,
      };
    }
  };
}
