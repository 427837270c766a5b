// Taking over an old server's data folder. It runs at each start, before the channels are opened; what was
// taken over before costs one stat a file. The old files are only read.
import { join } from 'node:path';
import { importRecordSchema, type ImportRecord, type SourceRecord } from '../format/import-files.ts';
import { channelOfLog, logPath } from '../log/channel-files.ts';
import { readJsonFile, writeJsonFile } from '../files/json-file.ts';
import type { KnownTail } from '../log/log-tail.ts';
import type { StoreEnvironment } from '../store-environment.ts';
import { isSourceName, nameChannels, type ChannelName } from './channel-names.ts';
import { createTimeReader, type TimeReader } from './local-time.ts';
import { collectPeople, type ImportedPerson } from './people.ts';
import type { FileReport, ImportReport } from './report.ts';
import { hashFile, openSource, SourceError } from './source.ts';
import { openUploadsFolder, type AdoptFiles, type UploadsFolder } from './import-uploads.ts';
import { STAGING, writeChannel } from './write-channel.ts';

export type { ImportReport } from './report.ts';

export interface ImportOptions extends StoreEnvironment {
  /** The data folder; this process holds its lock */
  folder: string;
  /** The room's */
  serverId: string;
  /** IANA zone of times without one; undefined: the host's */
  zone: string | undefined;
  /** Makes sure that these ids can never be bound to a secret; durable when it resolves */
  keepPeople: (people: readonly ImportedPerson[]) => Promise<unknown>;
  /**
   * Keeps records of files that are in `uploads/`, without changing records that are there; durable when it
   * resolves
   */
  adoptFiles: AdoptFiles;
  /** Ids of the channels that the room has */
  knownChannels: ReadonlySet<string>;
  /** Where each log stood, by channel, as the index remembers it */
  knownTails: ReadonlyMap<string, KnownTail>;
  /** Whether the host deleted a channel of this id; it is not made again */
  wasDeleted: (id: string) => boolean;
}

/** Problems told one by one, per file. */
const PROBLEMS_TOLD = 50;

interface Run {
  options: ImportOptions;
  env: StoreEnvironment;
  channels: string;
  readTime: TimeReader;
  uploads: UploadsFolder;
  /** Whether the channel has a log */
  hasLog: (id: string) => boolean;
  record: ImportRecord;
  save: () => Promise<void>;
}

/**
 * Saves what is whole and reports what is not. Durable when it resolves; interrupted anywhere, it can be run
 * again without doubles or losses.
 * Throws errors of the disk but for those of an old file, and a RangeError for an unknown zone.
 */
export async function importLegacy(options: ImportOptions): Promise<ImportReport> {
  const { fs, now, note, folder, zone, knownChannels } = options;
  const env: StoreEnvironment = { fs, now, note };
  const channels = join(folder, 'channels');
  const recordPath = join(folder, 'import.json');
  const record = (await readJsonFile(env, recordPath, importRecordSchema)) ?? {
    format: 1,
    uploads_adopted: false,
    sources: [],
  };
  const names = (await fs.stat(channels)) ? await fs.readdir(channels) : [];
  // what an interrupted run left
  for (const name of names) if (name.endsWith(STAGING)) await fs.remove(join(channels, name));

  const logs = new Set(names.flatMap((name) => channelOfLog(name) ?? []));
  const run: Run = {
    options,
    env,
    channels,
    record,
    readTime: createTimeReader(zone),
    uploads: await openUploadsFolder(fs, folder, options.adoptFiles),
    hasLog: (id) => logs.has(id),
    save: () => writeJsonFile(env, recordPath, record),
  };
  const recorded = new Map(record.sources.map(({ file, channel, name }) => [file, { id: channel, name }]));
  const files: FileReport[] = [];
  for (const [file, channel] of nameChannels(names.filter(isSourceName), recorded, [
    ...knownChannels,
    ...logs,
  ])) {
    const report = await importFile(run, file, channel);
    if (report.saved > 0) logs.add(channel.id);
    files.push(report);
    tell(note, report);
  }
  if (!record.uploads_adopted) {
    await run.uploads.adoptRest();
    record.uploads_adopted = true;
    await run.save();
  }
  return {
    files,
    channels: record.sources.flatMap(({ channel: id, name, created_at: createdAt }) =>
      createdAt !== null && logs.has(id) ? [{ id, name, createdAt }] : [],
    ),
    uploads: run.uploads.adopted,
    missingUploads: run.uploads.missing,
  };
}

async function importFile(run: Run, file: string, channel: ChannelName): Promise<FileReport> {
  const { env, channels, options, hasLog, record } = run;
  const path = join(channels, file);
  const report: FileReport = {
    file: `channels/${file}`,
    channel: channel.id,
    name: channel.name,
    state: 'imported',
    saved: 0,
    present: 0,
    problems: [],
    problemCount: 0,
  };
  const before = record.sources.find((source) => source.file === file);
  try {
    const found = await env.fs.stat(path);
    if (!found?.isFile) return { ...report, state: 'unreadable', reason: 'it is no file' };
    // a channel that was taken over and is gone was deleted here; one that the room has but whose log is lost
    // is taken over again
    const gone = before !== undefined && before.created_at !== null && !hasLog(channel.id);
    const lost = gone && options.knownChannels.has(channel.id);
    if (before && !lost && (await isUnchanged(run, before, path, found)))
      return { ...report, state: 'unchanged' };
    if ((gone && !lost) || options.wasDeleted(channel.id)) return { ...report, state: 'deleted' };
    await takeOver(run, path, { file, size: found.size, mtime: found.mtimeMs }, report);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ...report, state: 'unreadable', reason: error.message };
  }
  return report;
}

async function isUnchanged(
  run: Run,
  before: SourceRecord,
  path: string,
  now: { size: number; mtimeMs: number },
): Promise<boolean> {
  if (before.size !== now.size) return false;
  if (before.mtime === now.mtimeMs) return true;
  if ((await hashFile(run.env.fs, path)) !== before.sha256) return false;
  // copied or touched
  before.mtime = now.mtimeMs;
  await run.save();
  return true;
}

async function takeOver(
  run: Run,
  path: string,
  found: Pick<SourceRecord, 'file' | 'size' | 'mtime'>,
  report: FileReport,
): Promise<void> {
  const { env, options, uploads, record, readTime } = run;
  const people = collectPeople();
  let createdAt: string | null = null;
  const source = await openSource({
    fs: env.fs,
    path,
    readTime,
    onProblem(problem) {
      report.problemCount += 1;
      if (report.problems.length < PROBLEMS_TOLD) report.problems.push(problem);
    },
  });
  try {
    const written = await writeChannel({
      env,
      path: logPath(run.channels, report.channel),
      channel: report.channel,
      known: options.knownTails.get(report.channel),
      serverId: options.serverId,
      messages: source.messages(),
      onMessage(message) {
        createdAt ??= message.timestamp;
        people.add(message);
        uploads.mention(message.file);
      },
      async beforeVisible() {
        await options.keepPeople(people.all());
        await uploads.adoptMentioned();
      },
    });
    report.saved = written.saved;
    report.present = written.present;
    record.uploads_adopted = false;
    // an old server that still writes: the next start adds what came meanwhile
    if (!(await source.unchanged())) return;
    const done: SourceRecord = {
      ...found,
      sha256: source.sha256(),
      channel: report.channel,
      name: report.name,
      created_at: createdAt,
    };
    record.sources = [...record.sources.filter(({ file }) => file !== found.file), done];
    await run.save();
  } finally {
    await source.close();
  }
}

function tell(
  note: StoreEnvironment['note'],
  { state, file, channel, saved, present, problems, problemCount, reason }: FileReport,
): void {
  if (state === 'unchanged') return;
  note({
    level: state === 'unreadable' ? 'error' : 'info',
    event: `import-${state}`,
    file,
    channel,
    saved,
    present,
    problems: problemCount,
    reason,
  });
  for (const { line, column, offset, why, lost } of problems)
    note({ level: lost ? 'error' : 'warn', event: 'import-problem', file, line, column, offset, why });
}
