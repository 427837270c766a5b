// What was not as it was written when the data folder was opened, or when the index read it afterwards: a plain report
// for the host, made from what the store notes for the log.
import { basename } from 'node:path';
import type { StoreNote } from '../store-environment.ts';

/** Plain data. */
export interface FolderFinding {
  /** The event of the log's line */
  event: string;
  /** Whether something is gone; else it could be repaired */
  lost: boolean;
  /** Id of the channel that it is about */
  channel?: string;
  /** Name of the file that it is about */
  file?: string;
  /** How many messages, people, files, places or channels; 1 if it is not about a number */
  count: number;
}

type Sentence = (finding: { some: (one: string, many: string) => string; file: string }) => string;

/** Each event that is a finding. One that is about a channel goes on from the channel's name. */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  'messages-missing': ({ some }) => some('1 message is missing', '# messages are missing'),
  'log-damaged': ({ some }) => some('1 place in its log is damaged', '# places in its log are damaged'),
  'log-missing': () => 'its messages are missing',
  'log-unreadable': () => 'its messages could not be read; their file was moved to the folder “damaged”',
  'log-rewritten': () => 'its log was repaired; the file as it was is in the folder “damaged”',
  'log-duplicates-ignored': ({ some }) =>
    some('1 message was stored twice; it is shown once', '# messages were stored twice; they are shown once'),
  'torn-tail-cut': () => 'an unfinished last message was moved to the folder “damaged”',
  'channels-from-logs': ({ some }) =>
    some(
      'The list of channels was lost; 1 channel was found by its messages, without its name',
      'The list of channels was lost; # channels were found by their messages, without their names',
    ),
  'file-damaged': ({ file }) => `${file} was damaged and was moved to the folder “damaged”`,
  'file-changed': ({ file }) =>
    `Another program changed ${file} while the room was open; nothing is written to it until the room is opened again`,
  'format-missing': () => 'format.json was missing and was written again; the room’s id was kept',
  'room-id-lost': () => 'The room’s id was lost; everybody joins as somebody new',
  'users-damaged': ({ some }) =>
    some('1 entry of users.jsonl could not be read', '# entries of users.jsonl could not be read'),
  'users-tail-cut': () => 'An unfinished last entry of users.jsonl was moved to the folder “damaged”',
  'people-from-messages': ({ some }) =>
    some(
      '1 person was missing from users.jsonl; they can join, but not as verified',
      '# people were missing from users.jsonl; they can join, but not as verified',
    ),
  'uploads-damaged': ({ some }) =>
    some('1 entry of uploads.jsonl could not be read', '# entries of uploads.jsonl could not be read'),
  'uploads-tail-cut': () => 'An unfinished last entry of uploads.jsonl was moved to the folder “damaged”',
  'uploads-from-messages': ({ some }) =>
    some(
      '1 file was missing from uploads.jsonl and was found by the message that shows it',
      '# files were missing from uploads.jsonl and were found by the messages that show them',
    ),
  'import-problem': ({ file }) => `Not everything in ${file} could be taken over`,
  'upload-files-missing': ({ some }) =>
    some('1 file that a message shows is missing', '# files that messages show are missing'),
};

/** The events of the log that are findings. */
export const FINDING_EVENTS: readonly string[] = Object.keys(SENTENCES);

export const isFinding = (event: string): boolean => FINDING_EVENTS.includes(event);

/** undefined if the note is about something else. Errors tell of what is gone, warnings of what was repaired. */
export function findingOf({ level, event, ...details }: StoreNote): FolderFinding | undefined {
  if (!isFinding(event)) return undefined;
  const { channel, file, count } = details;
  return {
    event,
    lost: level === 'error',
    ...(typeof channel === 'string' && { channel }),
    ...(typeof file === 'string' && { file: basename(file) }),
    count: typeof count === 'number' ? count : 1,
  };
}

/** With one more; what is of the same kind and place is counted together. */
export function addFinding(
  findings: readonly FolderFinding[],
  found: FolderFinding,
): readonly FolderFinding[] {
  const at = findings.findIndex(
    ({ event, channel, file }) => event === found.event && channel === found.channel && file === found.file,
  );
  const before = findings[at];
  return before
    ? findings.with(at, { ...found, lost: before.lost || found.lost, count: before.count + found.count })
    : [...findings, found];
}

/** A sentence in English without its full stop; `nameOf` gives a channel's name by its id. */
export function describeFinding(
  { event, channel, file = '', count }: FolderFinding,
  nameOf: (channel: string) => string,
): string {
  const some = (one: string, many: string): string =>
    count === 1 ? one : many.replace('#', count.toLocaleString('en'));
  const text = SENTENCES[event]?.({ some, file }) ?? event;
  return channel === undefined ? text : `#${nameOf(channel)}: ${text}`;
}
