import type { RequestHandler } from 'express';

// The icon: a speech bubble standing on a line, the talk and the LAN; two shapes, so that it still reads at
// 16 px.
export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="32" height="32" aria-hidden="true">
<rect width="64" height="64" rx="15" fill="#005f62"/>
<path fill="#fbfaf6" d="M24.5 13h15a12.5 12.5 0 0 1 0 25h-6.2l-9.7 9.1a1.6 1.6 0 0 1-2.7-1.17V37.6A12.5 12.5 0 0 1 24.5 13Z"/>
<rect x="9" y="48" width="46" height="5.5" rx="2.75" fill="#fbfaf6"/>
</svg>
`;

/** Serves the icon, also under the name that browsers request automatically: they go by the type. */
export function icon(): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(ICON_SVG);
  };
}
