// Numbers, sizes, times and durations as each language writes them.
import type { Language } from '../../main/ipc/contract.ts';

export interface Formats {
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  /** `1.2 GB`; a kB is 1024 bytes, as in the settings */
  readonly bytes: (value: number) => string;
  /** `07:46` */
  readonly time: (iso: string) => string;
  /** `07:46:12` */
  readonly clock: (iso: string) => string;
  /** `Mon, 3 Mar` */
  readonly day: (iso: string) => string;
  /** `3 Mar 2026, 07:46` */
  readonly dateTime: (iso: string) => string;
  /** `40 seconds`, `12 min`, `1 h 55 min`, `3 d 4 h` */
  readonly duration: (milliseconds: number) => string;
  readonly list: (items: readonly string[]) => string;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Words {
  locale: string;
  seconds: (count: number) => string;
  minutes: string;
  hours: string;
  days: string;
}

const WORDS: Record<Language, Words> = {
  en: {
    locale: 'en-GB',
    seconds: (count) => (count === 1 ? '1 second' : `${String(count)} seconds`),
    minutes: 'min',
    hours: 'h',
    days: 'd',
  },
  de: {
    locale: 'de-DE',
    seconds: (count) => (count === 1 ? '1 Sekunde' : `${String(count)} Sekunden`),
    minutes: 'Min.',
    hours: 'Std.',
    days: 'T.',
  },
};

function pair(value: number, large: number, small: number, [first, second]: [string, string]): string {
  const rest = Math.floor((value % large) / small);
  return `${String(Math.floor(value / large))} ${first}${rest > 0 ? ` ${String(rest)} ${second}` : ''}`;
}

function createFormats({ locale, seconds, minutes, hours, days }: Words): Formats {
  const whole = new Intl.NumberFormat(locale);
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value) => whole.format(value),
    percent: (share) => percent.format(share),
    bytes: (value) => {
      let power = 0;
      // the figure that is shown stays below 1,000
      while (power < UNITS.length - 1 && value / 1024 ** power >= 999.5) power += 1;
      const figure = value / 1024 ** power;
      return `${(figure < 10 ? short : whole).format(figure < 10 ? figure : Math.round(figure))} ${UNITS[power] ?? ''}`;
    },
    time: (iso) => time.format(new Date(iso)),
    clock: (iso) => clock.format(new Date(iso)),
    day: (iso) => day.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    duration: (milliseconds) => {
      const value = Math.max(0, milliseconds);
      if (value < MINUTE) return seconds(Math.floor(value / SECOND));
      if (value < HOUR) return `${String(Math.floor(value / MINUTE))} ${minutes}`;
      return value < DAY
        ? pair(value, HOUR, MINUTE, [hours, minutes])
        : pair(value, DAY, HOUR, [days, hours]);
    },
    list: (items) => list.format(items),
  };
}

export const formats: Record<Language, Formats> = {
  en: createFormats(WORDS.en),
  de: createFormats(WORDS.de),
};
