// Replacing a small file whole: written beside, synced, checked, renamed; the one before is kept as
// `<name>.previous`.
import { dirname } from 'node:path';
import { writeFully, type FileSystem } from './file-system.ts';

/**
 * Puts `bytes` at `path`, durable when it resolves. A crash or a full disk at any point leaves the old file
 * or the new one, never a part.
 */
export async function replaceFile(fs: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  try {
    const file = await fs.open(temporary, 'w');
    try {
      await writeFully(file, bytes, 0);
      await file.datasync();
      // a short write that went unnoticed must not replace a good file
      const { size } = await file.stat();
      if (size !== bytes.length)
        throw new Error(`${temporary} has ${String(size)} bytes instead of ${String(bytes.length)}`);
    } finally {
      await file.close();
    }
    await fs.rename(temporary, path);
  } catch (error) {
    // best effort: the error that matters is the first one
    await fs.remove(temporary).catch(() => undefined);
    throw error;
  }
  await fs.syncFolder(dirname(path));
}
