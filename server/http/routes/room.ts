import type { RequestHandler } from 'express';
import type { HttpChat } from '../http-chat.ts';

/** `GET /api/room`: what may be known before joining. */
export function room(chat: Pick<HttpChat, 'room'>): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-store').json(chat.room());
  };
}
