// The store's file system as Windows has it, on any machine: what is open can be neither renamed, replaced nor
// removed, names differ by more than their case, and a folder cannot be synced.
import { readdirSync } from 'node:fs';
import { join, parse, sep } from 'node:path';
import { nodeFileSystem, type FileSystem } from '../../../server/store/files/file-system.ts';

export function windowsFileSystem(fs: FileSystem = nodeFileSystem): FileSystem {
  /** How often each file is open, by its path in lower case */
  const open = new Map<string, number>();

  const refuseOpen = (call: string, path: string): void => {
    const key = path.toLowerCase();
    const held = [...open.keys()].find((name) => name === key || name.startsWith(`${key}${sep}`));
    if (held !== undefined)
      throw Object.assign(new Error(`EPERM: operation not permitted, ${call} '${path}': ${held} is open`), {
        code: 'EPERM',
      });
  };

  return {
    async open(path, flags) {
      const there = asItIsThere(path);
      const file = await fs.open(there, flags);
      const key = there.toLowerCase();
      open.set(key, (open.get(key) ?? 0) + 1);
      let isClosed = false;
      return {
        write: (...args) => file.write(...args),
        read: (...args) => file.read(...args),
        truncate: (length) => file.truncate(length),
        datasync: () => file.datasync(),
        stat: () => file.stat(),
        async close() {
          await file.close();
          if (isClosed) return;
          isClosed = true;
          const left = (open.get(key) ?? 1) - 1;
          if (left > 0) open.set(key, left);
          else open.delete(key);
        },
      };
    },
    readFile: (path) => fs.readFile(asItIsThere(path)),
    readdir: (path) => fs.readdir(asItIsThere(path)),
    mkdir: (path) => fs.mkdir(asItIsThere(path)),
    async rename(from, to) {
      const source = asItIsThere(from);
      const target = asItIsThere(to);
      refuseOpen('rename', source);
      refuseOpen('rename', target);
      // another case of the same name is a name of its own only for who looks
      await fs.rename(source, source.toLowerCase() === target.toLowerCase() ? to : target);
    },
    async remove(path) {
      const there = asItIsThere(path);
      refuseOpen('rm', there);
      await fs.remove(there);
    },
    stat: (path) => fs.stat(asItIsThere(path)),
    // as Node's own on Windows
    syncFolder: () => Promise.resolve(),
  };
}

/** The path with the letters that its names have on the disk, where there are such. */
function asItIsThere(path: string): string {
  const { root } = parse(path);
  return path
    .slice(root.length)
    .split(sep)
    .reduce((folder, name) => join(folder, alike(folder, name)), root);
}

function alike(folder: string, name: string): string {
  let names: string[];
  try {
    names = readdirSync(folder === '' ? '.' : folder);
  } catch {
    return name;
  }
  if (names.includes(name)) return name;
  return names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name;
}
