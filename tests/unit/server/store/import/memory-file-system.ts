// A FileSystem in memory, for tests with tens of thousands of cases; a sample of them runs on the disk too.
import type { FileSystem, OpenFile } from '../../../../../server/store/files/file-system.ts';

export function memoryFileSystem(): FileSystem & { files: Map<string, Buffer> } {
  const files = new Map<string, Buffer>();
  const contents = (path: string): Buffer => {
    const bytes = files.get(path);
    if (!bytes) throw missing(path);
    return bytes;
  };
  const handle = (path: string): OpenFile => ({
    async write(buffer, offset, length, position) {
      const old = contents(path);
      const bytes = Buffer.alloc(Math.max(old.length, position + length));
      old.copy(bytes);
      bytes.set(buffer.subarray(offset, offset + length), position);
      files.set(path, bytes);
      return { bytesWritten: length };
    },
    async read(buffer, offset, length, position) {
      return { bytesRead: contents(path).copy(buffer, offset, position, position + length) };
    },
    async truncate(length) {
      files.set(path, Buffer.from(contents(path).subarray(0, length)));
    },
    async datasync() {
      /* memory */
    },
    async stat() {
      return { size: contents(path).length, mtimeMs: 0 };
    },
    async close() {
      /* nothing is held */
    },
  });
  return {
    files,
    async open(path, flags) {
      if (flags === 'w' || (flags.startsWith('wx') && !files.has(path))) files.set(path, Buffer.alloc(0));
      else contents(path);
      return handle(path);
    },
    async readFile(path) {
      return contents(path);
    },
    async readdir(path) {
      return [...files.keys()]
        .filter((name) => name.startsWith(`${path}/`))
        .map((name) => name.slice(path.length + 1));
    },
    async mkdir() {
      /* folders are names */
    },
    async rename(from, to) {
      files.set(to, contents(from));
      files.delete(from);
    },
    async remove(path) {
      files.delete(path);
    },
    async stat(path) {
      const bytes = files.get(path);
      return bytes ? { size: bytes.length, mtimeMs: 0, isFile: true } : undefined;
    },
    async syncFolder() {
      /* memory */
    },
  };
}

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}
