// What a packed app holds, read from electron-builder's folder.
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type System = 'linux' | 'win' | 'mac';

export interface PackedApp {
  /** Where `app.asar` lies */
  resources: string;
  /** Path for @electron/fuses */
  program: string;
}

/** Where electron-builder puts the folder of a system and processor. */
export function packedApp(dist: string, system: System, processor: 'x64' | 'arm64'): PackedApp {
  const other = processor === 'x64' ? '' : `-${processor}`;
  if (system === 'mac') {
    const app = join(dist, `mac${other}`, 'Lanline.app');
    return { resources: join(app, 'Contents/Resources'), program: app };
  }
  const folder = join(dist, `${system}${other}-unpacked`);
  return {
    resources: join(folder, 'resources'),
    program: join(folder, system === 'win' ? 'Lanline.exe' : 'lanline'),
  };
}

/** Every file below a folder, with `/`. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'));
}

/** Which system and processor a program or library is for, by its first bytes. */
export function nativeKind(file: string): string {
  const head = Buffer.alloc(4096);
  const handle = openSync(file, 'r');
  readSync(handle, head, 0, head.length, 0);
  closeSync(handle);
  if (head.readUInt32BE(0) === 0x7f454c46)
    return `linux-${{ 0x3e: 'x64', 0xb7: 'arm64' }[head.readUInt16LE(18)] ?? 'other'}`;
  if (head.toString('latin1', 0, 2) === 'MZ') {
    const pe = head.readUInt32LE(0x3c);
    return `win-${{ 0x8664: 'x64', 0xaa64: 'arm64' }[head.readUInt16LE(pe + 4)] ?? 'other'}`;
  }
  if (head.readUInt32LE(0) === 0xfeedfacf)
    return `mac-${{ 0x01000007: 'x64', 0x0100000c: 'arm64' }[head.readUInt32LE(4)] ?? 'other'}`;
  return 'no program';
}
