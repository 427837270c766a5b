// What an import did, for the host.
import type { Place } from './scan-list.ts';

/** Something that is not as it should be, and where it begins. */
export interface ImportProblem extends Place {
  why: string;
  /** Whether something could not be saved; else it was saved, but not quite as it was */
  lost: boolean;
}

export interface FileReport {
  /** `channels/<name>.json` */
  file: string;
  channel: string;
  /** The channel's title */
  name: string;
  /**
   * `imported`: read this time; `unchanged`: taken over before, not read again; `deleted`: its channel was
   * deleted here, so it stays so;
   * `unreadable`: the disk refused, it is tried again at the next start.
   */
  state: 'imported' | 'unchanged' | 'deleted' | 'unreadable';
  /** Messages added to the channel's log this time */
  saved: number;
  /** Whole messages of the file that the log had before */
  present: number;
  /** The first ones */
  problems: ImportProblem[];
  /** All of them */
  problemCount: number;
  /** With `unreadable` */
  reason?: string;
}

/** Plain data. */
export interface ImportReport {
  files: FileReport[];
  /** Every channel that was ever imported and has a log */
  channels: { id: string; name: string; createdAt: string }[];
  /** Files of `uploads/` that were adopted this time */
  uploads: number;
  /** Files that imported messages name, but that are not in `uploads/` */
  missingUploads: string[];
}

/** The report in English, a line each; none where there was nothing to do. */
export function describeImport({ files, uploads, missingUploads }: ImportReport): string[] {
  const lines = files.flatMap(describeFile);
  if (uploads > 0) lines.push(`Import: ${count(uploads, 'uploaded file')} taken over`);
  if (missingUploads.length > 0) {
    const some = missingUploads.slice(0, 5).join(', ');
    const more = missingUploads.length > 5 ? ' …' : '';
    lines.push(
      `Import: ${count(missingUploads.length, 'file')} that messages name ${missingUploads.length === 1 ? 'is' : 'are'} not in uploads/: ${some}${more}`,
    );
  }
  return lines;
}

function describeFile({
  file,
  channel,
  name,
  state,
  saved,
  present,
  problems,
  problemCount,
  reason,
}: FileReport): string[] {
  if (state === 'unchanged') return [];
  if (state === 'deleted') return [`Import: ${file} changed, but its channel was deleted here and stays so`];
  if (state === 'unreadable')
    return [
      `Import: ${file} could not be read (${reason ?? 'unknown reason'}); it is tried again at the next start`,
    ];
  const title = name === channel ? '' : ` as "${name}" (${channel})`;
  const before = present > 0 ? `, ${String(present)} were there before` : '';
  const faults = problemCount > 0 ? `; ${count(problemCount, 'problem')}:` : '';
  return [
    `Import: ${file}: ${saved > 0 ? count(saved, 'message') : 'no message'} saved${title}${before}${faults}`,
    ...problems.map(
      ({ offset, line, column, why, lost }) =>
        `  line ${String(line)}, column ${String(column)} (byte ${String(offset)}): ${why}${lost ? '' : ' (saved all the same)'}`,
    ),
    ...(problemCount > problems.length ? [`  … and ${String(problemCount - problems.length)} more`] : []),
  ];
}

function count(many: number, thing: string): string {
  return `${String(many)} ${thing}${many === 1 ? '' : 's'}`;
}
