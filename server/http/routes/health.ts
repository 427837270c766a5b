import type { RequestHandler } from 'express';

/** `GET /api/health`: `{status: "online", timestamp}`, the time in UTC. */
export function health(now: () => number): RequestHandler {
  return (_request, response) => {
    response
      .set('Cache-Control', 'no-store')
      .json({ status: 'online', timestamp: new Date(now()).toISOString() });
  };
}
