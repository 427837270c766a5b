import express, { type Express, type Router } from 'express';
import type { OriginPolicy } from './access/origin-policy.ts';
import { errorHandler, notFound, type HttpNote } from './error-handler.ts';
import type { PageAsset } from './web-app/page-assets.ts';
import { listChannels } from './routes/channels.ts';
import { guestsPage } from './web-app/guests-page.ts';
import type { HttpChat } from './http-chat.ts';
import type { AnswerGate } from './routes/answer-gate.ts';
import { health } from './routes/health.ts';
import { icon } from './web-app/icon.ts';
import { listMessages } from './routes/list-messages.ts';
import { postMessage } from './routes/post-message.ts';
import { room } from './routes/room.ts';
import { WELCOME, welcome } from './web-app/welcome.ts';
import { checkHost, checkOrigin, crossOrigin, securityHeaders } from './access/security.ts';

export interface HttpAppOptions {
  chat: HttpChat;
  originPolicy: OriginPolicy;
  /** `POST /api/upload` and `GET /api/files/{filename}` */
  uploads: Router;
  /** The guests' page by path; without it `/` says what this is and how to come in otherwise */
  pageAssets?: ReadonlyMap<string, PageAsset>;
  log: (note: HttpNote) => void;
  /** Where answers with messages wait for their address's turn */
  answerGate: AnswerGate;
  /** Wall time in milliseconds */
  now?: () => number;
}

/**
 * Everything that is answered over HTTP, in the order in which a request meets it. Slow clients are the
 * listener's business.
 */
export function createHttpApp({
  chat,
  originPolicy,
  uploads,
  pageAssets,
  log,
  answerGate,
  now = Date.now,
}: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  app.use(securityHeaders());
  app.use(checkHost(originPolicy));
  app.use(checkOrigin(originPolicy));
  app.use(crossOrigin(originPolicy));

  if (pageAssets) app.use(guestsPage(pageAssets));
  app.get(['/', WELCOME], welcome(chat, pageAssets !== undefined));
  app.get(['/favicon.svg', '/favicon.ico'], icon());
  app.get('/api/health', health(now));
  app.get('/api/room', room(chat));
  app.get('/api/channels', listChannels(chat));
  app.get('/api/channels/:id/messages', listMessages(chat, answerGate));
  app.post('/api/channels/:id/messages', ...postMessage(chat));
  app.use(uploads);

  app.use(notFound());
  app.use(errorHandler({ log }));
  return app;
}
