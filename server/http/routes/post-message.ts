import express, { type RequestHandler } from 'express';
import { ChatError } from '../../../protocol/errors.ts';
import { channelParams, postBody } from '../../../protocol/http.ts';
import { LIMITS } from '../../../protocol/limits.ts';
import type { HttpChat } from '../http-chat.ts';
import { identify } from '../access/identify.ts';
import { validate } from './validate.ts';

/**
 * `POST /api/channels/{id}/messages`: `{message, user}` gives `{success: true, message}` once it is stored
 * and broadcast.
 */
export function postMessage(chat: Pick<HttpChat, 'post'>): RequestHandler[] {
  return [
    express.json({ limit: LIMITS.packetBytes, inflate: false }),
    async (request, response) => {
      const { id } = validate(channelParams, request.params, 'path');
      const { token, address } = identify(request);
      const body: unknown = request.body;
      if (body === undefined)
        throw new ChatError('invalid', 'The body must be JSON, with Content-Type: application/json');
      // the old server's answer where nobody says who writes
      if (typeof body === 'object' && body !== null && !('user' in body && body.user))
        throw new ChatError('unauthenticated');
      const { message: draft, user } = validate(postBody, body, 'body');
      const message = await chat.post({ channelId: id, draft, user, token, address });
      response.json({ success: true, message });
    },
  ];
}
