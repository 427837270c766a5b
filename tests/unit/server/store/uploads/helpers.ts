import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import sharp, { type Sharp } from 'sharp';
import { PROGRAM_TYPES, type UploadRule } from '../../../../../protocol/upload-rule.ts';
import type { FileSystem, OpenFile } from '../../../../../server/store/files/file-system.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import type { StoreNote } from '../../../../../server/store/store-environment.ts';
import {
  openUploads,
  type Uploads,
  type UploadsEnvironment,
} from '../../../../../server/store/uploads/uploads.ts';

/** As by default: every type but programs. */
export const RULE: UploadRule = { deny: PROGRAM_TYPES };
export const LIMIT = 10 * 1024 * 1024;

export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-uploads-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Opened {
  uploads: Uploads;
  env: UploadsEnvironment & { notes: StoreNote[] };
}

/** Uploads in a folder of their own; closed after the test. */
export async function open(t: TestContext, change: Partial<UploadsEnvironment> = {}): Promise<Opened> {
  const notes: StoreNote[] = [];
  const env = {
    fs: testFileSystem,
    now: () => Date.now(),
    freeBytes: () => Promise.resolve(Infinity),
    note: (note: StoreNote) => {
      notes.push(note);
    },
    notes,
    ...change,
    folder: change.folder ?? (await temporaryFolder(t)),
  };
  const uploads = await openUploads(env);
  t.after(() => uploads.close());
  return { uploads, env };
}

/** What lies in the folder's uploads, thumbnails included, half-written ones under their path. */
export async function listing(folder: string): Promise<string[]> {
  const all = await readdir(join(folder, 'uploads'));
  const incoming = await readdir(join(folder, 'uploads/.incoming'));
  return [
    ...all.filter((name) => name !== '.incoming'),
    ...incoming.map((name) => `.incoming/${name}`),
  ].toSorted();
}

export async function* chunks(bytes: Uint8Array | string, size = 64 * 1024): AsyncGenerator<Buffer> {
  const whole = Buffer.from(bytes);
  for (let from = 0; from < whole.length; from += size) yield whole.subarray(from, from + size);
}

export function picture(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#3366cc' } });
}

/** The file system with every call counted; `fail` is asked before each and may name an error code. */
export function faulty(fail: (call: number, name: string, path: string) => string | undefined): FileSystem {
  let calls = 0;
  const check = (name: string, path: string): void => {
    calls += 1;
    const code = fail(calls, name, path);
    if (code !== undefined) throw Object.assign(new Error(`${code}: planted in ${name}`), { code });
  };
  const wrapFile = (file: OpenFile, path: string): OpenFile => ({
    async write(...args) {
      check('write', path);
      return file.write(...args);
    },
    async read(...args) {
      check('read', path);
      return file.read(...args);
    },
    async truncate(...args) {
      check('truncate', path);
      return file.truncate(...args);
    },
    async datasync() {
      check('datasync', path);
      return file.datasync();
    },
    async stat() {
      check('fstat', path);
      return file.stat();
    },
    async close() {
      await file.close();
      check('close', path);
    },
  });
  return {
    async open(path, flags) {
      check('open', path);
      return wrapFile(await testFileSystem.open(path, flags), path);
    },
    async readFile(path) {
      check('readFile', path);
      return testFileSystem.readFile(path);
    },
    async readdir(path) {
      check('readdir', path);
      return testFileSystem.readdir(path);
    },
    async mkdir(path) {
      check('mkdir', path);
      return testFileSystem.mkdir(path);
    },
    async rename(from, to) {
      check('rename', from);
      return testFileSystem.rename(from, to);
    },
    async remove(path) {
      check('remove', path);
      return testFileSystem.remove(path);
    },
    async stat(path) {
      check('stat', path);
      return testFileSystem.stat(path);
    },
    async syncFolder(path) {
      check('syncFolder', path);
      return testFileSystem.syncFolder(path);
    },
  };
}
