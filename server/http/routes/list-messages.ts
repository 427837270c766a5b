import { once } from 'node:events';
import type { Request, RequestHandler, Response } from 'express';
import { channelParams, pageQuery } from '../../../protocol/http.ts';
import { identify } from '../access/identify.ts';
import type { LongList, Page } from '../../chat/ports/chat-store.ts';
import type { HttpChat } from '../http-chat.ts';
import type { AnswerGate, Turn } from './answer-gate.ts';
import { validate } from './validate.ts';

/**
 * `GET /api/channels/{id}/messages`: a bare array, oldest first. With `before` or `limit` it is a page, and
 * the header `Has-More` says whether there are messages before it.
 */
export function listMessages(
  chat: Pick<HttpChat, 'history' | 'version' | 'turn'>,
  gate: AnswerGate,
): RequestHandler {
  return async (request, response) => {
    const { before, limit } = validate(pageQuery, request.query, 'query');
    const isOldList = before === undefined && limit === undefined;
    response.set('Cache-Control', 'no-cache').type('json');
    const params = channelParams.safeParse(request.params);
    if (!params.success && isOldList) {
      // any error is the end of an old client's page
      response.send('[]');
      return;
    }
    const { id } = validate(channelParams, request.params, 'path');
    const who = identify(request);
    const gone = whenGone(response);
    // an id may be anything that a log has, a header may not
    const page = `${encodeURIComponent(before?.toWellFormed() ?? '')}-${String(limit ?? '')}`;
    const setVersion = (): void => {
      response.set('ETag', `"${chat.version(id) ?? 'none'}-${page}"`);
    };
    setVersion();
    if (isOldList && request.headers['if-none-match'] !== undefined) {
      await chat.turn({ connection: request.socket, channelId: id, isUnchanged: request.fresh, gone });
      setVersion();
    }
    // neither costs the making of a list
    if (request.fresh || request.method === 'HEAD') {
      response.status(request.fresh ? 304 : 200).end();
      return;
    }
    const turn = await gate.enter(who.address, gone);
    if (!turn) return;
    await answer(request, response, { turn, gone }, async () => {
      // before the list is made: a version newer than its list would hide a message from who has this list
      setVersion();
      return chat.history(id, { before, limit, ...who });
    });
  };
}

/** Makes a list in its turn and sends it; its place is free again when it is sent. */
async function answer(
  { socket }: Request,
  response: Response,
  { turn, gone }: { turn: Turn; gone: AbortSignal },
  make: () => Promise<Page | LongList>,
): Promise<void> {
  if (socket.destroyed) {
    turn.leave();
    return;
  }
  response.once('close', () => {
    turn.leave();
  });
  try {
    const list = await make();
    response.set('Has-More', String(list.hasMore));
    if ('pieces' in list) {
      turn.made(list.bytes);
      response.set('Content-Length', String(list.bytes));
      await sendInPieces(response, list.pieces, gone);
    } else {
      const body = Buffer.from(list.json);
      turn.made(body.length);
      response.send(body);
    }
  } finally {
    turn.made(0);
  }
}

/** Makes each piece when the client has read the one before, however long that takes. */
async function sendInPieces(response: Response, pieces: Iterable<string>, gone: AbortSignal): Promise<void> {
  try {
    for (const piece of pieces) if (!response.write(piece)) await once(response, 'drain', { signal: gone });
    response.end();
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

function whenGone(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
