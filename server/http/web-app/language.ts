import type { Request } from 'express';
import type { Language } from './page.ts';

/** The language of our own pages that the browser prefers; English where it wants neither. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['en', 'de']) === 'de' ? 'de' : 'en';
}
