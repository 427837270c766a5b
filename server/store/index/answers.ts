// What the worker answers to each question: JSON text, undefined where there is nothing, or LATER where the
// view does not know yet.
import type { CatchUp } from './catch-up.ts';
import type { ViewDatabase } from './database.ts';
import { isCurrent } from './followed-log.ts';
import type { Question } from './worker-messages.ts';

export const LATER = Symbol('later');

/** A question about a channel that the view was never told of, to which no answer would be true. */
export class NotFollowedError extends Error {}

/** Throws SQLite's errors. */
export function answer(view: CatchUp, question: Question): string | undefined | typeof LATER {
  switch (question.kind) {
    case 'by-client-id':
      return byClientId(view, question);
    case 'message':
    case 'page':
      return inChannel(view, question);
    case 'files': {
      const db = isWhole(view) ? view.saved() : undefined;
      return db ? JSON.stringify(question.names.filter((name) => db.hasFile(name))) : LATER;
    }
    case 'user': {
      const db = view.saved();
      if (db?.hasUser(question.user)) return 'true';
      return db && isWhole(view) ? 'false' : LATER;
    }
    case 'counts':
      return counts(view, question.since);
    case 'channels': {
      const db = isWhole(view) ? view.saved() : undefined;
      return db ? JSON.stringify(db.channels()) : LATER;
    }
    case 'whole':
      break;
  }
  return isWhole(view) && view.saved() ? 'true' : LATER;
}

function byClientId(
  view: CatchUp,
  { channel, user, client }: Extract<Question, { kind: 'by-client-id' }>,
): string | undefined | typeof LATER {
  const log = view.log(channel);
  if (!log) throw new NotFollowedError(`the view does not follow channel ${channel}`);
  const db = view.database();
  if (!db || !isCurrent(log)) return LATER;
  // every send asks this: what is not saved yet is looked through, so that no send waits for the one before
  // to be written
  return (
    db.byClientId(log.id, user, client) ??
    log.unsaved.find(({ userId, clientId }) => clientId === client && userId === user)?.json
  );
}

function inChannel(
  view: CatchUp,
  question: Extract<Question, { kind: 'message' | 'page' }>,
): string | undefined | typeof LATER {
  const log = view.log(question.channel);
  if (!log) return undefined;
  if (!isCurrent(log)) return LATER;
  const saved = view.saved();
  // where the newest cannot be saved just now, what is found is true all the same: messages are saved in
  // order
  const db = saved ?? view.database();
  const found = db && find(db, log.id, question);
  return found ?? (saved ? undefined : LATER);
}

function find(
  db: ViewDatabase,
  log: number,
  question: Extract<Question, { kind: 'message' | 'page' }>,
): string | undefined {
  if (question.kind === 'message') return db.message(log, question.message);
  const page = db.pageBefore(log, question.before, question.limit);
  return page && `[${page.join(',')}]`;
}

function counts(view: CatchUp, since: number): string | typeof LATER {
  const db = view.saved();
  if (!db) return LATER;
  const logs = [...view.logs()].filter(({ state }) => state === 'read');
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

function isWhole(view: CatchUp): boolean {
  return [...view.logs()].every((log) => isCurrent(log));
}
