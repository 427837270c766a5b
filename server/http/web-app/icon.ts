import type { RequestHandler } from 'express';
import { ICON_SVG } from './icon-svg.ts';

/** The icon, also under the name that browsers ask for by themselves: they go by the type. */
export function icon(): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(ICON_SVG);
  };
}
