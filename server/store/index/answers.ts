// The worker's answer to each question: JSON text, undefined if there is nothing, or LATER if the index does
// not know yet.
import type { CatchUp } from './catch-up.ts';
import type { IndexDatabase } from './database.ts';
import { isCurrent } from './followed-log.ts';
import type { Answer, Question } from './worker-messages.ts';

export const LATER = Symbol('later');

/** A question about a channel that is not followed: no answer would be true. */
export class NotFollowedError extends Error {}

/** Throws SQLite's errors. */
export function answer(index: CatchUp, question: Question): Answer | string | undefined | typeof LATER {
  switch (question.kind) {
    case 'by-client-id':
      return byClientId(index, question);
    case 'message':
    case 'page':
      return inChannel(index, question);
    case 'files': {
      const db = isWhole(index) ? index.saved() : undefined;
      return db ? JSON.stringify(question.names.filter((name) => db.hasFile(name))) : LATER;
    }
    case 'user': {
      const db = index.saved();
      if (db?.hasUser(question.user)) return 'true';
      return db && isWhole(index) ? 'false' : LATER;
    }
    case 'counts':
      return counts(index, question.since);
    case 'channels': {
      const db = isWhole(index) ? index.saved() : undefined;
      return db ? JSON.stringify(db.channels()) : LATER;
    }
    case 'positions':
      // asked before the logs are opened, which waits for nothing
      return JSON.stringify(index.database()?.positions() ?? []);
    case 'whole':
      break;
  }
  return isWhole(index) && index.saved() ? 'true' : LATER;
}

function byClientId(
  index: CatchUp,
  { channel, user, client }: Extract<Question, { kind: 'by-client-id' }>,
): string | undefined | typeof LATER {
  const log = index.log(channel);
  if (!log) throw new NotFollowedError(`the index does not follow channel ${channel}`);
  const db = index.database();
  if (!db || !isCurrent(log)) return LATER;
  // every send asks this: what is not saved yet is looked through, so that no send waits for the one before
  // to be written
  return (
    db.byClientId(log.id, user, client) ??
    log.unsaved.find(({ userId, clientId }) => clientId === client && userId === user)?.json
  );
}

function inChannel(
  index: CatchUp,
  question: Extract<Question, { kind: 'message' | 'page' }>,
): Answer | string | undefined | typeof LATER {
  const log = index.log(question.channel);
  if (!log) return undefined;
  if (!isCurrent(log)) return LATER;
  const saved = index.saved();
  // where the newest cannot be saved just now, what is found is true all the same: messages are saved in
  // order
  const db = saved ?? index.database();
  const found = db && find(db, log.id, question);
  return found ?? (saved ? undefined : LATER);
}

function find(
  db: IndexDatabase,
  log: number,
  question: Extract<Question, { kind: 'message' | 'page' }>,
): Answer | string | undefined {
  if (question.kind === 'message') return db.message(log, question.message);
  const page = db.pageBefore(log, question.before, question);
  return page && { json: `[${page.messages.join(',')}]`, hasMore: page.hasMore };
}

function counts(index: CatchUp, since: number): string | typeof LATER {
  const db = index.saved();
  if (!db) return LATER;
  const logs = [...index.logs()].filter(({ state }) => state === 'read');
  const channels = Object.fromEntries(logs.map(({ channel, id }) => [channel, db.count(id)]));
  const total = Object.values(channels).reduce((sum, count) => sum + count, 0);
  return JSON.stringify({
    total,
    since: db.countSince(
      since,
      logs.map(({ id }) => id),
    ),
    channels,
  });
}

function isWhole(index: CatchUp): boolean {
  return [...index.logs()].every((log) => isCurrent(log));
}
