// Settings of the server as text, and back. What a text means is judged by main alone; here it is only put
// into the words of the JSON file.
import type { Language, Settings } from '../../../main/ipc/contract.ts';

export type SettingName = keyof Settings;

/** How each is shown. A setting that is missing here does not compile. */
export const KINDS = {
  name: 'text',
  port: 'number',
  host: 'address',
  localName: 'text',
  data: 'folder',
  maxUpload: 'size',
  uploadTypes: 'types',
  deniedTypes: 'list',
  maxPeople: 'number',
  freeSpaceFloor: 'size',
  messageSpaceFloor: 'size',
  quotaPerPerson: 'size',
  quotaInAll: 'size',
  limits: 'onOff',
  legacyClients: 'onOff',
  allowedOrigins: 'list',
  allowedHosts: 'list',
  maxConnections: 'number',
  maxPeoplePerAddress: 'number',
  maxConnectionsPerAddress: 'number',
  channelMemory: 'size',
  answerMemory: 'size',
  answersPerAddress: 'number',
  answerBurst: 'size',
  answerRate: 'size',
  answerRateInAll: 'size',
  unreadPerConnection: 'size',
  unreadPerAddress: 'size',
  unreadInAll: 'size',
  connectionRate: 'number',
  trustedAddresses: 'list',
  importZone: 'text',
  logLevel: 'level',
} as const satisfies Record<
  SettingName,
  'text' | 'number' | 'size' | 'list' | 'types' | 'onOff' | 'address' | 'folder' | 'level'
>;

export type OnOffName = { [N in SettingName]: (typeof KINDS)[N] extends 'onOff' ? N : never }[SettingName];

export const LEVELS = [
  'debug',
  'info',
  'warn',
  'error',
  'silent',
] as const satisfies readonly Settings['logLevel'][];

/** What most hosts come for; all others are under "More". */
export const ROOM: readonly SettingName[] = ['name', 'port', 'host'];
export const FILES: readonly SettingName[] = ['data', 'maxUpload', 'uploadTypes', 'deniedTypes'];

/** Those that a view has beside the groups, in the schema's order. */
export const remaining = (settings: Settings): SettingName[] =>
  (Object.keys(settings) as SettingName[]).filter((name) => !ROOM.includes(name) && !FILES.includes(name));

/** What a host begins with who accepts only some types of files: what people in an office or a class send. */
export const COMMON_TYPES: readonly string[] =
  'txt pdf png jpg jpeg gif webp heic mp4 mov webm mp3 m4a wav ogg zip doc docx ppt pptx xls xlsx csv odt odp ods'.split(
    ' ',
  );

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size in full, in its largest unit without a rest: `25 MB`. */
function sizeText(bytes: number): string {
  const power = UNITS.findLastIndex((_, index) => bytes > 0 && bytes % 1024 ** (index + 1) === 0);
  return power < 0 ? `${String(bytes)} B` : `${String(bytes / 1024 ** (power + 1))} ${UNITS[power] ?? ''}`;
}

export function toText(value: Settings[SettingName], name: SettingName): string {
  if (KINDS[name] === 'size') return sizeText(Number(value));
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/**
 * The value for main. Sizes may have the decimal comma of the host's language; an empty list is written as an
 * empty text.
 */
export function toValue(text: string, name: SettingName, language: Language): string {
  const trimmed = text.trim();
  return KINDS[name] === 'size' && language === 'de' ? trimmed.replace(/(\d),(\d)/, '$1.$2') : trimmed;
}
