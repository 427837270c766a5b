// Times, sizes and numbers as each language writes them.
import type { Language } from '../core/model.ts';
import { dateTexts } from './dates.texts.ts';
import { useLanguage } from '../use-chat.ts';

export interface Formats {
  /** `09:41`; "" where the time cannot be read */
  readonly time: (iso: string) => string;
  /** `Friday, 20 November`, with the year where it is another */
  readonly day: (iso: string, now: Date) => string;
  /** `Friday, 20 November 2026` */
  readonly fullDay: (iso: string) => string;
  /** `Friday, 20 November 2026 at 09:41` */
  readonly full: (iso: string) => string;
  readonly number: (value: number) => string;
  /** `1.2 MB`; a kB is 1024 bytes, as in the host's settings */
  readonly bytes: (value: number) => string;
}

/** Numbers below are written alike everywhere */
const GROUPED_FROM = 1_000;
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

const two = (value: number): string => String(value).padStart(2, '0');
const time = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;

function write(iso: string, format: (date: Date) => string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : format(date);
}

/** Made when first used: each of Intl's takes a slow device 10 ms, and the first messages wait for it. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function createFormats(language: Language): Formats {
  const locale = LOCALES[language];
  const texts = dateTexts[language];
  const numbers = (options: Intl.NumberFormatOptions) => lazily(() => new Intl.NumberFormat(locale, options));
  const whole = numbers({ maximumFractionDigits: 0 });
  const short = numbers({ maximumFractionDigits: 1 });
  const day = (date: Date): string =>
    texts.day(texts.weekdays[date.getDay()] ?? '', date.getDate(), texts.months[date.getMonth()] ?? '');
  const dayOfYear = (date: Date): string => `${day(date)} ${String(date.getFullYear())}`;
  return {
    time: (iso) => write(iso, time),
    day: (iso, now) =>
      write(iso, (date) => (date.getFullYear() === now.getFullYear() ? day : dayOfYear)(date)),
    fullDay: (iso) => write(iso, dayOfYear),
    full: (iso) => write(iso, (date) => texts.at(dayOfYear(date), time(date))),
    number: (value) =>
      value < GROUPED_FROM && Number.isInteger(value) ? String(value) : whole().format(value),
    bytes: (value) => {
      let power = 0;
      // the figure that is shown stays below 1,000
      while (power < UNITS.length - 1 && value / 1024 ** power >= 999.5) power += 1;
      const figure = value / 1024 ** power;
      return `${(figure < 100 ? short : whole)().format(figure)} ${UNITS[power] ?? ''}`;
    },
  };
}

export const formats: Record<Language, Formats> = { en: createFormats('en'), de: createFormats('de') };

/** Numbers, times and sizes as the guest's language writes them. */
export const useFormats = (): Formats => formats[useLanguage()];
