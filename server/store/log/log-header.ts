// Finding the header in a log that may be damaged.
import { LOG_FORMAT, logHeaderSchema } from '../format/data-files.ts';
import { salvage } from './log-line.ts';
import type { LogHeader } from './log-record.ts';

/**
 * The header in a log's first bytes; undefined where it is damaged. Throws where a newer version wrote the
 * log.
 */
export function findHeader(bytes: Buffer): LogHeader | undefined {
  const newline = bytes.indexOf('\n');
  for (const { record } of salvage(newline < 0 ? bytes : bytes.subarray(0, newline + 1), 0)) {
    if (!record || !isHeader(record)) continue;
    const { format } = record;
    if (format !== LOG_FORMAT)
      throw new Error(
        `The log has format ${String(format)}; this version reads format ${String(LOG_FORMAT)}`,
      );
    const parsed = logHeaderSchema.safeParse(record);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** Whether a record is a log's header. */
export function isHeader(record: Record<string, unknown>): boolean {
  return 'format' in record && !('seq' in record);
}
