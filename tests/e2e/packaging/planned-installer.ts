// What electron-builder would put into an installer beside the app. It stops before it needs the programs that
// write installers, which it downloads.
import { join } from 'node:path';
import { build, Platform, type Arch } from 'electron-builder';

/** `read`: what is wanted of it, while its temporary files are there. @param app the folder with exactly what goes in, @param unpacked the one made of it, for the same system */
export async function plannedInstaller<T>(
  root: string,
  { platform, target, arch, app, unpacked }: PlannedFor,
  read: (options: unknown) => T,
): Promise<T | undefined> {
  const planned: T[] = [];
  await build({
    targets: Platform.fromString(platform).createTarget([target], arch),
    projectDir: root,
    prepackaged: unpacked,
    publish: 'never',
    config: { directories: { app: join(root, 'dist', app) } },
    effectiveOptionComputed: (options: unknown) => {
      planned.push(read(options));
      return Promise.resolve(true);
    },
  });
  return planned[0];
}

export interface PlannedFor {
  platform: 'linux' | 'windows' | 'mac';
  /** As in electron-builder.yml */
  target: string;
  arch: Arch;
  app: string;
  unpacked: string;
}
