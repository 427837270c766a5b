// A snapshot as main gives it, for tests of the window.
import type { PersonHere, Snapshot } from '../../../../main/ipc/contract.ts';
import { desktopSettingsSchema } from '../../../../main/ipc/contract.ts';
import { defaultSettings } from '../../../../server/index.ts';

export function makePerson(id: string, changes: Partial<PersonHere> = {}): PersonHere {
  return {
    id,
    name: id,
    verified: true,
    status: 'online',
    since: '2026-03-03T08:00:00.000Z',
    activeAt: '2026-03-03T08:00:00.000Z',
    devices: [{ address: '10.0.0.7', isHost: false, device: 'iPad', browser: 'Safari' }],
    ...changes,
  };
}

export function makeSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    state: { state: 'running', host: '::', port: 5000, since: '2026-03-03T08:00:00.000Z' },
    people: [],
    network: { addresses: [] },
    channels: [],
    messages: null,
    storage: null,
    findings: [],
    oversize: null,
    trend: { people: [], messages: [] },
    log: [],
    settings: {
      server: defaultSettings,
      desktop: desktopSettingsSchema.parse({}),
      fixed: [],
      can: { tray: true, loginItem: true, updates: true, moveData: true },
    },
    language: 'en',
    theme: 'light',
    move: { state: 'idle' },
    update: { state: 'idle' },
    about: { version: '1.0.0', electron: '45.0.0', platform: 'linux', isDevelopment: false },
    ...changes,
  };
}
