// The old server wrote local times without a zone. Here they become UTC, to the microsecond.

/**
 * Reads a time as an ISO string in UTC with six decimals, `2025-06-05T18:13:47.582096Z`; undefined where it
 * is none.
 */
export type TimeReader = (text: unknown) => string | undefined;

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?$/i;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Times without a zone are read in `zone` (an IANA name; undefined: the host's). An hour that occurs twice is
 * taken as its first occurrence; one that was skipped is shifted forward by what was skipped. Times with `Z`
 * or an offset are converted. Throws a RangeError for an unknown zone.
 */
export function createTimeReader(zone: string | undefined): TimeReader {
  const toUtc = createZone(zone);
  return (text) => {
    const parts = typeof text === 'string' ? TIME.exec(text.trim()) : null;
    if (!parts) return undefined;
    const [
      ,
      year,
      month,
      day,
      hour,
      minute,
      second = '0',
      fraction = '',
      zulu,
      sign,
      offsetHours,
      offsetMinutes,
    ] = parts;
    const wall = wallTime([year, month, day, hour, minute, second].map(Number));
    if (wall === undefined) return undefined;
    const offset =
      (Number(offsetHours ?? 0) * HOUR + Number(offsetMinutes ?? 0) * MINUTE) * (sign === '-' ? -1 : 1);
    const utc = zulu !== undefined || sign !== undefined ? wall - offset : toUtc(wall);
    const iso = new Date(utc).toISOString();
    // a year of more than four digits would be another format
    return iso.length === 24 ? `${iso.slice(0, 19)}.${fraction.padEnd(6, '0').slice(0, 6)}Z` : undefined;
  };
}

/** A wall clock's time as if it were UTC, in ms; undefined where there is no such day or hour. */
function wallTime([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]):
  | number
  | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // not Date.UTC, which takes the years 0 to 99 for 1900 to 1999
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return date.setUTCHours(hour, minute, second);
}

/** From a wall clock's time (as if it were UTC, in ms) to UTC. */
function createZone(zone: string | undefined): (wall: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (utc: number): number => {
    const found = new Map(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const wall = wallTime(
      (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map(
        (type) => found.get(type) ?? Number.NaN,
      ),
    );
    if (wall === undefined)
      throw new RangeError(`no wall time for ${String(utc)} in ${zone ?? 'the host’s zone'}`);
    return wall - utc;
  };
  // asking Intl is slow, and the messages of an hour share their answer
  const known = new Map<number, number>();
  const offsetAround = (hour: number): number => {
    const offset = known.get(hour) ?? offsetAt(hour);
    known.set(hour, offset);
    return offset;
  };
  return (wall) => {
    const hour = Math.floor(wall / HOUR) * HOUR;
    const before = offsetAround(hour - DAY);
    const after = offsetAround(hour + DAY + HOUR);
    if (before === after) return wall - before;
    const fitting = [before, after].filter((offset) => offsetAt(wall - offset) === offset);
    // the greater offset is the earlier moment; in a skipped hour neither fits, and the old offset carries
    // the time past it
    return wall - (fitting.length > 0 ? Math.max(...fitting) : before);
  };
}
