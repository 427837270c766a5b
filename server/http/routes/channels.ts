import type { RequestHandler } from 'express';
import type { HttpChat } from '../http-chat.ts';

/** `GET /api/channels`: a bare array in the host's order. */
export function listChannels(chat: Pick<HttpChat, 'channels'>): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-cache').json(chat.channels());
  };
}
