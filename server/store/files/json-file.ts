// Small JSON files: read through a schema, replaced whole, the one before kept. A file that cannot be read is
// set aside and reported, never replaced by an empty one.
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import { replaceFile } from './atomic-file.ts';
import { errorCode } from './file-system.ts';
import type { StoreEnvironment } from '../store-environment.ts';

type Reading<T> = { value: T } | { missing: true } | { broken: string };

/**
 * The value in `path`, or in `<path>.previous` where that cannot be read; undefined where neither can. Files
 * that are no such JSON are moved to `damaged/` beside them and noted. Errors of the disk itself are thrown.
 */
export async function readJsonFile<T>(
  env: StoreEnvironment,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const damaged: Record<string, string>[] = [];
  let value: T | undefined;
  for (const candidate of [path, `${path}.previous`]) {
    const reading = await read(env, candidate, schema);
    if ('value' in reading) {
      ({ value } = reading);
      break;
    }
    if ('broken' in reading)
      damaged.push({
        file: basename(candidate),
        reason: reading.broken,
        kept_at: await setAside(env, candidate),
      });
  }
  const level = value === undefined ? 'error' : 'warn';
  for (const details of damaged) env.note({ level, event: 'file-damaged', ...details });
  return value;
}

/** Replaces the file; durable when it resolves. */
export async function writeJsonFile(env: StoreEnvironment, path: string, value: unknown): Promise<void> {
  const previous = await env.fs.stat(path);
  if (previous) await replaceFile(env.fs, `${path}.previous`, await env.fs.readFile(path));
  await replaceFile(env.fs, path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
}

/** Moves a damaged file into `damaged/`; answers its new path. */
export async function setAside(env: StoreEnvironment, path: string): Promise<string> {
  const folder = join(dirname(path), 'damaged');
  await env.fs.mkdir(folder);
  const keptAt = join(folder, `${basename(path)}.${String(env.now())}`);
  await env.fs.rename(path, keptAt);
  return keptAt;
}

async function read<T>(env: StoreEnvironment, path: string, schema: z.ZodType<T>): Promise<Reading<T>> {
  let bytes: Buffer;
  try {
    bytes = await env.fs.readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { missing: true };
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return { broken: error instanceof Error ? error.message : 'not JSON' };
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { value: parsed.data }
    : { broken: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
}
