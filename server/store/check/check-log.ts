import { logHeaderSchema } from '../format/data-files.ts';
import type { FileSystem } from '../files/file-system.ts';
import { logPath } from '../log/channel-files.ts';
import { isHeader } from '../log/log-header.ts';
import { changeOf } from '../log/log-record.ts';
import type { Findings } from './findings.ts';
import { describeDamage, readNumbered } from './read-lines.ts';

export interface CheckedLog {
  /** Bytes */
  size: number;
  messages: number;
  /** undefined: the header is damaged */
  epoch: string | undefined;
  /** Ids of those who wrote */
  authors: ReadonlySet<string>;
  /** `unique_filename` of what was sent */
  files: ReadonlySet<string>;
}

/** Checks each line of a channel's log: its checksum, its number, and that it belongs here. */
export async function checkLog(
  fs: FileSystem,
  path: string,
  id: string,
  findings: Findings,
): Promise<CheckedLog> {
  const name = logPath('channels', id);
  const authors = new Set<string>();
  const files = new Set<string>();
  const ids = new Set<string>();
  let epoch: string | undefined;
  let lastSeq = 0;
  let messages = 0;
  let isFirst = true;

  for await (const numbered of readNumbered(fs, path)) {
    const { line, record } = numbered;
    const at = `line ${String(line)}`;
    const mustBeHeader = isFirst;
    isFirst = false;
    if (!record) {
      findings.add(name, describeDamage(numbered));
      continue;
    }
    if (isHeader(record)) {
      const header = logHeaderSchema.safeParse(record).data;
      if (!mustBeHeader) findings.add(name, `has a second first line (${at})`);
      else if (!header) findings.add(name, 'has a first line that this version cannot read');
      else if (header.channel !== id) findings.add(name, `is the log of another channel, ${header.channel}`);
      epoch ??= header?.epoch;
      continue;
    }
    const seq = typeof record['seq'] === 'number' ? record['seq'] : undefined;
    if (seq === undefined) {
      findings.add(name, `has a line without a number (${at})`);
      continue;
    }
    if (seq <= lastSeq) findings.add(name, `has number ${String(seq)} after ${String(lastSeq)} (${at})`);
    else if (seq > lastSeq + 1)
      findings.add(
        name,
        seq === lastSeq + 2
          ? `lacks number ${String(lastSeq + 1)} (before ${at})`
          : `lacks the numbers ${String(lastSeq + 1)} to ${String(seq - 1)} (before ${at})`,
      );
    lastSeq = Math.max(lastSeq, seq);
    // kinds of changes of a newer version are none of ours
    if (record['kind'] !== 'message') continue;
    const message = changeOf(record, id)?.message;
    if (!message || message.seq !== seq || message.channel_id !== id) {
      findings.add(name, `has a message that is not this one’s (${at})`);
      continue;
    }
    if (ids.has(message.id)) findings.add(name, `has the message ${message.id} again (${at})`);
    ids.add(message.id);
    authors.add(message.user_id);
    if (message.file) files.add(message.file.unique_filename);
    messages += 1;
  }
  if (epoch === undefined && !findings.of(name))
    findings.add(name, 'has no first line; the next start makes it anew');
  const size = (await fs.stat(path))?.size ?? 0;
  return { size, messages, epoch, authors, files };
}
