// The folders that `app.getPath` names, as on Linux.
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

const USER_FOLDERS = ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Videos'];

export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #appName: () => string;

  constructor(appName: () => string) {
    this.#appName = appName;
  }

  /** @throws Error for a name that Electron does not know */
  get(name: string): string {
    const config = process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
    const userData = this.#set.get('userData') ?? join(config, this.#appName());
    const known: Record<string, string> = {
      home: homedir(),
      appData: config,
      userData,
      sessionData: userData,
      logs: join(userData, 'logs'),
      temp: tmpdir(),
      crashDumps: join(userData, 'Crashpad'),
      exe: process.execPath,
      module: process.execPath,
      ...Object.fromEntries(USER_FOLDERS.map((folder) => [folder.toLowerCase(), join(homedir(), folder)])),
    };
    const path = this.#set.get(name) ?? known[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  /** @throws Error where it is relative or, as Electron's documentation says, not there */
  set(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (!existsSync(path)) throw new Error(`Failed to set path ${name}`);
    this.#set.set(name, path);
  }
}
