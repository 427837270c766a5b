// What is said of a server in multicast DNS (RFC 6762, 6763): its host name, and the page as a service that
// browsers of services list.
import ipaddr from 'ipaddr.js';
import type { Answer, Packet, Question } from 'multicast-dns';

export interface Announced {
  /** `lanline` of `lanline.local` */
  label: string;
  /** What people call the room */
  room: string;
  port: number;
}

const SERVICE = '_http._tcp.local';
const SERVICES = '_services._dns-sd._udp.local';
/** Seconds, as RFC 6762 (10) advises: of what changes with an address, and of the rest. */
const HOST_TTL = 120;
const OTHER_TTL = 4_500;
/** For who asks without knowing of multicast */
const LEGACY_TTL = 10;
const MOST_BYTES = 63;
/** Whoever answers knows it first hand (AA) */
const RESPONSE = { type: 'response', flags: 1 << 10 } as const;

export const hostOf = (label: string): string => `${label}.local`;
const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** `Physik 9b (lanline)`: as unlike others' as the host name is. */
function instanceOf({ room, label }: Announced): string {
  const end = ` (${label})`;
  // the library takes a dot for the end of a label
  const letters = Array.from(room.replaceAll('.', ' '));
  while (Buffer.byteLength(letters.join('') + end) > MOST_BYTES) letters.pop();
  return `${letters.join('')}${end}.${SERVICE}`;
}

/** All records of a server on a path where it has `addresses`. */
export function recordsOf(announced: Announced, addresses: readonly string[]): Answer[] {
  const host = hostOf(announced.label);
  const instance = instanceOf(announced);
  const found = addresses.map((data): Answer => ({
    name: host,
    type: data.includes(':') ? 'AAAA' : 'A',
    ttl: HOST_TTL,
    flush: true,
    data,
  }));
  return [
    ...found,
    // says what there is not, so that nobody waits for it
    {
      name: host,
      type: 'NSEC',
      ttl: HOST_TTL,
      flush: true,
      data: { nextDomain: host, rrtypes: [...new Set(found.map(({ type }) => type))] },
    },
    {
      name: instance,
      type: 'SRV',
      ttl: HOST_TTL,
      flush: true,
      data: { target: host, port: announced.port, priority: 0, weight: 0 },
    },
    { name: instance, type: 'TXT', ttl: OTHER_TTL, flush: true, data: [Buffer.from('path=/')] },
    { name: SERVICE, type: 'PTR', ttl: OTHER_TTL, data: instance },
    { name: SERVICES, type: 'PTR', ttl: OTHER_TTL, data: SERVICE },
  ];
}

/** The question whether somebody has the name, with what would be said of it. */
export function probeOf(announced: Announced, records: readonly Answer[]): Packet {
  return {
    type: 'query',
    questions: [
      { name: hostOf(announced.label), type: 'ANY' },
      { name: instanceOf(announced), type: 'ANY' },
    ],
    authorities: records
      .filter(({ type }) => DECIDING.has(type))
      .map((record) => ({ ...record, flush: false })),
  };
}

/** Everything is said, unasked; or taken back. */
export function announcementOf(records: readonly Answer[], isGoodbye = false): Packet {
  return { ...RESPONSE, answers: records.map((record) => (isGoodbye ? { ...record, ttl: 0 } : record)) };
}

/**
 * What a query asks of the records, the rest added; undefined where it asks nothing of them, or knows it
 * already.
 */
export function answerTo(
  { questions = [], answers: known = [] }: Packet,
  records: readonly Answer[],
): Packet | undefined {
  const asked = records.filter((record) => questions.some((question) => matches(question, record, records)));
  const isKnown = (record: Answer) =>
    known.some((other) => isSame(other, record) && (other.ttl ?? 0) >= (record.ttl ?? 0) / 2);
  const answers = asked.filter((record) => !isKnown(record));
  if (answers.length === 0) return undefined;
  return {
    ...RESPONSE,
    answers,
    additionals: records.filter((record) => !asked.includes(record) && record.name !== SERVICES),
  };
}

/**
 * The same answer in the form for programs that speak plain DNS: with their question, and not to be kept for
 * long.
 */
export function legacyAnswer(query: Packet, { answers = [], additionals = [], ...packet }: Packet): Packet {
  const names = new Set(answers.map(({ name }) => name.toLowerCase()));
  return {
    ...packet,
    id: query.id ?? 0,
    answers: answers.map(forLegacy),
    additionals: additionals.map(forLegacy),
    questions: (query.questions ?? [])
      .filter(({ name }) => names.has(name.toLowerCase()))
      .map(({ name, type }) => ({ name, type })),
  };
}

const forLegacy = (record: Answer): Answer => ({ ...record, ttl: LEGACY_TTL, flush: false });

function matches({ name, type }: Question, record: Answer, records: readonly Answer[]): boolean {
  if (!sameName(name, record.name)) return false;
  if (type === 'ANY' || type === record.type) return true;
  // there is nothing of that type
  return (
    record.type === 'NSEC' && !records.some((other) => other.type === type && sameName(other.name, name))
  );
}

/** The records that must be one server's alone. */
const DECIDING: ReadonlySet<string> = new Set(['A', 'AAAA', 'SRV']);
const NUMBERS: Readonly<Record<string, string>> = { A: '0001', AAAA: '001c', SRV: '0021' };

/** Whether somebody says that one of our names is theirs. */
export function speaksOf(records: readonly Answer[], announced: Announced): boolean {
  const names = [hostOf(announced.label), instanceOf(announced)];
  return records.some(({ name, ttl }) => ttl !== 0 && names.some((own) => sameName(own, name)));
}

/**
 * Those of somebody's records that speak of our names, comparable as RFC 6762 (8.2) orders them; what cannot
 * be read is left out.
 */
export function claimsIn(records: readonly Answer[], announced: Announced): string[] {
  const names = [hostOf(announced.label), instanceOf(announced)];
  return records
    .flatMap((record) => (names.some((name) => sameName(name, record.name)) ? (claimOf(record) ?? []) : []))
    .toSorted();
}

function claimOf({ type, data }: Answer): string | undefined {
  const number = NUMBERS[type];
  if (number === undefined) return undefined;
  if (type !== 'SRV')
    return typeof data === 'string' && ipaddr.isValid(data)
      ? number + Buffer.from(ipaddr.parse(data).toByteArray()).toString('hex')
      : undefined;
  if (
    typeof data !== 'object' ||
    data === null ||
    !('port' in data) ||
    !('target' in data) ||
    typeof data.port !== 'number' ||
    typeof data.target !== 'string'
  )
    return undefined;
  return `${number}${data.port.toString(16).padStart(4, '0')}${data.target.toLowerCase()}`;
}

/** Whether `one` comes after `other`: who comes later keeps the name. */
export function wins(one: readonly string[], other: readonly string[]): boolean {
  const index = one.findIndex((claim, at) => claim !== other[at]);
  return index >= 0 && (one[index] ?? '') > (other[index] ?? '');
}

const isSame = (one: Answer, other: Answer): boolean =>
  sameName(one.name, other.name) &&
  one.type === other.type &&
  (one.type === 'PTR'
    ? one.data === other.data
    : claimOf(one) !== undefined && claimOf(one) === claimOf(other));
