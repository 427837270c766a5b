import type { Language } from '../core/model.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** `14:03`, rounded up to the whole minute: what is said to be over then is over. */
export function timeOfDay(time: number, language: Language): string {
  const MINUTE = 60_000;
  return new Date(Math.ceil(time / MINUTE) * MINUTE).toLocaleTimeString(LOCALES[language], {
    hour: '2-digit',
    minute: '2-digit',
  });
}
