// Whether a data folder is whole: everything in it is read as the next start would read it, and nothing is
// written.
import { join } from 'node:path';
import type { z } from 'zod';
import { channelsFileSchema, folderFormatSchema, moveMarkSchema } from '../format/data-files.ts';
import { findRoom, FOLDER_FORMAT } from '../format/folder-format.ts';
import { channelOfLog, logPath } from '../log/channel-files.ts';
import type { FileSystem } from '../files/file-system.ts';
import { MOVED } from '../relocate/marks.ts';
import { checkIndex } from './check-index.ts';
import { checkLog, type CheckedLog } from './check-log.ts';
import { checkPeople } from './check-people.ts';
import { checkUploads } from './check-uploads.ts';
import { createFindings, type Finding } from './findings.ts';

export interface CheckReport {
  findings: readonly Finding[];
  counts: {
    channels: number;
    messages: number;
    people: number;
    /** Files that people sent, and their bytes */
    uploads: number;
    bytes: number;
  };
}

/** There is nothing to check: the text says why, and what to do. */
export class NoRoomError extends Error {}

/**
 * Reads the whole folder, of which no server may be running.
 * @throws NoRoomError where the folder is no room of this version; errors of the disk
 */
export async function checkFolder(fs: FileSystem, folder: string): Promise<CheckReport> {
  const findings = createFindings();
  const json = async <T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    if (!(await fs.stat(join(folder, name)))) return undefined;
    const text = String(await fs.readFile(join(folder, name)));
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      findings.add(
        name,
        'cannot be read; the version before the last change (.previous) is used if there is one',
      );
      return undefined;
    }
  };

  const moved = await json(MOVED, moveMarkSchema);
  if (moved) throw new NoRoomError(`The room of ${folder} was moved to ${moved.to}. Check that folder.`);
  const channelsFolder = join(folder, 'channels');
  const names = (await fs.stat(channelsFolder)) ? await fs.readdir(channelsFolder) : [];
  const logs = names.flatMap((name) => channelOfLog(name) ?? []).toSorted();
  const format = await json('format.json', folderFormatSchema);
  if (!format && logs.length === 0 && findings.all().length === 0)
    throw new NoRoomError(`There is no room in ${folder}. Name its data folder with --data.`);
  if (format && format.format > FOLDER_FORMAT)
    throw new NoRoomError(
      `The folder ${folder} has format ${String(format.format)}; this Lanline reads format ${String(FOLDER_FORMAT)}. Check it with Lanline ${format.needs} or newer.`,
    );
  if (!format && !findings.of('format.json'))
    findings.add(
      'format.json',
      (await findRoom(fs, folder)).serverId === undefined
        ? 'is missing, and so is the room’s id: everybody joins as somebody new after the next start'
        : 'is missing; the next start writes it again',
    );

  const entries = await json('channels.json', channelsFileSchema);
  if (!entries && !findings.of('channels.json'))
    findings.add('channels.json', 'is missing: names, topics and the order of the channels are lost');
  const checked = new Map<string, CheckedLog>();
  const deleted = new Set(entries?.deleted.map((id) => id.toLowerCase()));
  for (const id of logs) {
    // a deletion that was interrupted; the next start finishes it
    if (deleted.has(id.toLowerCase())) continue;
    checked.set(id, await checkLog(fs, logPath(channelsFolder, id), id, findings));
    if (entries && !entries.channels.some((entry) => entry.id === id))
      findings.add(nameOf(id), 'is a log without an entry in channels.json; the next start makes one');
  }
  for (const { id } of entries?.channels ?? [])
    if (!checked.has(id)) findings.add(nameOf(id), 'is missing: what was said in this channel is lost');

  const people = await checkPeople(fs, folder, [...checked.values()], findings);
  const uploads = await checkUploads(fs, folder, checked, findings);
  await checkIndex(join(folder, 'index.db'), checked, findings);
  return {
    findings: findings.all(),
    counts: {
      channels: checked.size,
      messages: [...checked.values()].reduce((sum, { messages }) => sum + messages, 0),
      people,
      ...uploads,
    },
  };
}

const nameOf = (id: string): string => logPath('channels', id);
