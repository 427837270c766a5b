// Every setting there is, once: its form, its default and what is said of it. Flags, environment, file,
// `--help` and the desktop read this.
import { hostname } from 'node:os';
import { z } from 'zod';
import { PROGRAM_TYPES } from '../../protocol/upload-rule.ts';
import { about, ON_OFF, SIZE, whole, type About } from './about.ts';
import { budgetSettings } from './budget-settings.ts';
import { uploadTypes } from './upload-types.ts';
import {
  addressRange,
  bindAddress,
  bytes,
  extension,
  formatBytes,
  hostName,
  line,
  list,
  localLabel,
  onOff,
  origin,
  path,
  port,
  timeZone,
  wholeNumber,
} from './values.ts';

/** This machine itself */
const LOOPBACK = ['127.0.0.0/8', '::1'];
const UPLOAD = 10 * 1024 ** 2;
const FLOOR = 200 * 1024 ** 2;
const MESSAGE_FLOOR = 20 * 1024 ** 2;
const QUOTA = 1024 ** 3;
const QUOTA_IN_ALL = 50 * QUOTA;

/** The machine's name without its domain. */
export function roomName(host: string): string {
  const name = line(64).safeParse(host.split('.')[0]);
  return name.success && name.data !== 'localhost' ? name.data : 'Lanline';
}

/** This machine's time zone; undefined where it has none that is known (`TZ=Etc/Unknown`). */
export function machineZone(): string | undefined {
  return timeZone.safeParse(Intl.DateTimeFormat().resolvedOptions().timeZone).data;
}

export const settingsSchema = z.strictObject({
  port: port
    .default(5000)
    .register(about, {
      text: 'Port to listen on; 0 takes any free one. If the default is taken, the next free one is used',
      argument: 'port',
      expected: whole(0, 65_535),
    }),
  host: bindAddress
    .default('::')
    .register(about, {
      text: 'Address to listen on; "::" is every address of both families',
      argument: 'address',
      expected: 'an IP address of this machine, such as "::", "0.0.0.0" or "127.0.0.1"',
    }),
  data: path
    .default('data')
    .register(about, {
      text: 'Folder that keeps everything',
      argument: 'folder',
      expected: 'the path of a folder',
      shown: './data',
    }),
  name: line(64)
    .default(roomName(hostname()))
    .register(about, {
      text: 'What this room is called; by default as this machine',
      argument: 'name',
      expected: '1 to 64 characters on one line',
    }),
  localName: localLabel
    .default('lanline')
    .register(about, {
      text: 'Name of this room in the local network, without .local; a number is put behind it where somebody has it; "off" for none',
      argument: 'name',
      expected: '1 to 60 letters, digits and hyphens between them, such as "lanline", or "off"',
    }),
  maxPeople: wholeNumber(1, 100_000)
    .default(1000)
    .register(about, {
      text: 'How many people may be here at once; further ones are told that the room is full',
      argument: 'number',
      expected: whole(1, 100_000),
    }),
  maxPeoplePerAddress: wholeNumber(1, 100_000)
    .default(60)
    .register(about, {
      text: 'How many of them may come from one address, which many share behind some routers; a tenth of the room in any case',
      argument: 'number',
      expected: whole(1, 100_000),
    }),
  maxUpload: bytes(1)
    .default(UPLOAD)
    .register(about, { text: 'Largest file that may be sent', ...SIZE, shown: formatBytes(UPLOAD) }),
  deniedTypes: list(extension)
    .default(PROGRAM_TYPES)
    .register(about, {
      text: 'Types of files that are refused, by name and by content; the default is programs and scripts',
      argument: 'list',
      expected: 'file name extensions separated by commas, such as "exe,bat"',
      shown: PROGRAM_TYPES.join(','),
    }),
  uploadTypes: uploadTypes
    .default('all')
    .register(about, {
      text: 'Accept only these types of files; "all" accepts every type except the denied ones',
      argument: 'list|all',
      expected: '"all", or file name extensions separated by commas, such as "png,pdf"',
      shown: 'all',
    }),
  freeSpaceFloor: bytes(0)
    .default(FLOOR)
    .register(about, {
      text: 'Uploads are refused when less space than this is free on the disk',
      ...SIZE,
      shown: formatBytes(FLOOR),
    }),
  messageSpaceFloor: bytes(0)
    .default(MESSAGE_FLOOR)
    .register(about, {
      text: 'Messages are refused when less space than this is free on the disk',
      ...SIZE,
      shown: formatBytes(MESSAGE_FLOOR),
    }),
  quotaPerPerson: bytes(1)
    .default(QUOTA)
    .register(about, {
      text: 'Size of all files together that one person may send',
      ...SIZE,
      shown: formatBytes(QUOTA),
    }),
  quotaInAll: bytes(1)
    .default(QUOTA_IN_ALL)
    .register(about, {
      text: 'Size of all files of the room together',
      ...SIZE,
      shown: formatBytes(QUOTA_IN_ALL),
    }),
  limits: onOff
    .default(true)
    .register(about, {
      text: 'Limits on how fast somebody may send, read and upload; off for trusted rooms and load tests',
      ...ON_OFF,
      shown: 'on',
    }),
  legacyClients: onOff
    .default(true)
    .register(about, {
      text: "Let in the old client's page, which is served from another port of this machine",
      ...ON_OFF,
      shown: 'on',
    }),
  allowedOrigins: list(origin)
    .default([])
    .register(about, {
      text: 'Further pages that may use this server',
      argument: 'list',
      expected: 'origins with commas between, such as "https://intranet.example,http://10.0.0.5:8080"',
      shown: 'none',
    }),
  allowedHosts: list(hostName)
    .default([])
    .register(about, {
      text: 'Further names under which browsers may open this server',
      argument: 'list',
      expected: 'host names without port with commas between, such as "chat.example"',
      shown: 'none',
    }),
  maxConnections: wholeNumber(1, 1_000_000)
    .default(5000)
    .register(about, {
      text: 'Open connections of everybody together',
      argument: 'number',
      expected: whole(1, 1_000_000),
    }),
  maxConnectionsPerAddress: wholeNumber(1, 1_000_000)
    .default(500)
    .register(about, {
      text: 'Open connections of one address; this machine itself has no limit',
      argument: 'number',
      expected: whole(1, 1_000_000),
    }),
  ...budgetSettings,
  trustedAddresses: list(addressRange)
    .default(LOOPBACK)
    .register(about, {
      text: 'Addresses that the limits do not count: this machine, or a proxy before it',
      argument: 'list',
      expected: 'IP addresses with commas between, also as "10.0.0.0/8"',
      shown: LOOPBACK.join(','),
    }),
  importZone: timeZone
    .default(machineZone() ?? 'UTC')
    .register(about, {
      text: "Time zone in which an old server wrote its times; by default this machine's",
      argument: 'zone',
      expected: 'the name of a time zone, such as "Europe/Berlin" or "UTC"',
    }),
  logLevel: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .register(about, {
      text: 'What is logged: this and worse',
      argument: 'level',
      expected: 'debug, info, warn, error or silent',
    }),
});

export type Settings = Readonly<z.output<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const SETTING_NAMES: readonly SettingName[] = settingsSchema.keyof().options;

/** Camel case as other places write it: `maxUpload` is `--max-upload` and `LANLINE_MAX_UPLOAD`. */
const words = (name: SettingName, between: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `${between}${letter.toLowerCase()}`);
export const flagOf = (name: SettingName): string => `--${words(name, '-')}`;
export const variableOf = (name: SettingName): string => `LANLINE_${words(name, '_').toUpperCase()}`;

/** What is said of a setting. */
export function aboutSetting(name: SettingName): About {
  const found = about.get(settingsSchema.shape[name]);
  if (!found) throw new Error(`nothing is said of the setting ${name}`);
  return found;
}
