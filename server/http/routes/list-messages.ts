import type { RequestHandler } from 'express';
import { channelParams, pageQuery } from '../../../protocol/http.ts';
import type { HttpChat } from '../http-chat.ts';
import { identify } from '../access/identify.ts';
import { validate } from './validate.ts';

/** `GET /api/channels/{id}/messages`: a bare array, oldest first. With `before` or `limit` it is a page. */
export function listMessages(chat: Pick<HttpChat, 'history'>): RequestHandler {
  return async (request, response) => {
    const { id } = validate(channelParams, request.params, 'path');
    const { before, limit } = validate(pageQuery, request.query, 'query');
    // the legacy client asks every 2 s: with `no-cache` and Express' ETag an unchanged list costs it nothing
    response
      .set('Cache-Control', 'no-cache')
      .json(await chat.history(id, { before, limit, ...identify(request) }));
  };
}
