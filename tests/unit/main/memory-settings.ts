// The settings service over the server's real rules, kept in memory.
import { createServerSettings } from '../../../main/settings/server-settings.ts';
import { AppSettings, type AppSettingsOptions } from '../../../main/settings/settings-service.ts';
import type { StoredSettings } from '../../../main/settings/settings-file.ts';

export interface MemorySettings {
  settings: AppSettings;
  kept: () => StoredSettings;
}

export function memorySettings({
  data,
  server = {},
  argv = [],
  apply = async () => undefined,
  note = () => undefined,
}: { data: string; server?: Record<string, unknown>; argv?: string[] } & Partial<
  Pick<AppSettingsOptions, 'apply' | 'note'>
>): MemorySettings {
  let stored: StoredSettings = {
    server: { host: '127.0.0.1', localName: '', freeSpaceFloor: 0, ...server },
    desktop: {},
  };
  const settings = new AppSettings({
    file: {
      read: () => stored,
      write: (next) => {
        stored = next;
      },
    },
    server: createServerSettings({ argv, env: {}, cwd: data, dataFolder: data }),
    can: () => ({ tray: false, loginItem: false, updates: false }),
    apply,
    note,
  });
  return { settings, kept: () => stored };
}
