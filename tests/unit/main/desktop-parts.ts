// What stands around the parts of the desktop in their tests: a host, settings and a language that a test
// sets as it likes.
import { EventEmitter } from 'node:events';
import type { Actions } from '../../../main/menu/actions.ts';
import {
  desktopSettingsSchema,
  type DesktopSettings,
  type HostEvents,
  type JoinAddress,
  type Language,
  type PersonHere,
  type ServerState,
  type SettingsView,
  type Theme,
} from '../../../main/ipc/contract.ts';
import { defaultSettings } from '../../../server/index.ts';

export const running: ServerState = {
  state: 'running',
  host: '::',
  port: 5000,
  since: '2026-03-02T09:00:00.000Z',
};

export function address(url: string, adapter = 'Wi-Fi'): JoinAddress {
  return {
    url,
    adapter,
    address: new URL(url).hostname,
    family: 'IPv4',
    kind: 'lan',
    medium: 'wifi',
    qr: { path: 'M0 0h1v1z', size: 21 },
    devices: 0,
  };
}

export function here(id: string, isHost = false): PersonHere {
  return {
    id,
    name: id,
    verified: false,
    status: 'online',
    since: '2026-03-02T09:00:00.000Z',
    activeAt: '2026-03-02T09:00:00.000Z',
    devices: [{ address: isHost ? '127.0.0.1' : '192.168.1.30', isHost }],
  };
}

/** A host without a server: it is what it is set to, and keeps what was asked of it. */
export function settableHost() {
  const events = new EventEmitter();
  const asked: string[] = [];
  return {
    asked,
    state: { state: 'stopped' } as ServerState,
    people: [] as PersonHere[],
    network: { addresses: [] as JoinAddress[] },
    start: async () => {
      asked.push('start');
    },
    stop: async () => {
      asked.push('stop');
    },
    suspend: async () => {
      asked.push('suspend');
    },
    resume: async () => {
      asked.push('resume');
    },
    on<E extends keyof HostEvents>(event: E, listener: (payload: HostEvents[E]) => void) {
      events.on(event, listener);
      return () => {
        events.off(event, listener);
      };
    },
    set(next: { state?: ServerState; people?: number; addresses?: JoinAddress[] }) {
      if (next.addresses) this.network = { addresses: next.addresses };
      if (next.people !== undefined)
        this.people = Array.from({ length: next.people }, (_, n) => here(`p${String(n)}`));
      if (next.state) this.state = next.state;
      if (next.addresses) events.emit('network', this.network);
      if (next.people !== undefined) events.emit('people', { changed: this.people, gone: [] });
      if (next.state) events.emit('state', this.state);
    },
    listeners: () => events.eventNames().length,
  };
}

/** Settings that take every value, of the desktop alone. */
export function settableSettings(first: Partial<DesktopSettings> = {}) {
  const events = new EventEmitter<{ change: [SettingsView] }>();
  let desktop = desktopSettingsSchema.parse(first);
  const can = { tray: true, loginItem: true, updates: true, moveData: true };
  const view = (): SettingsView => ({ server: defaultSettings, desktop, fixed: [], can });
  return {
    can,
    view,
    get desktop() {
      return desktop;
    },
    change: async (patch: { desktop?: Record<string, unknown> }) => {
      desktop = desktopSettingsSchema.parse({ ...desktop, ...patch.desktop });
      events.emit('change', view());
      return { ok: true as const, value: view() };
    },
    on: (listener: (view: SettingsView) => void) => {
      events.on('change', listener);
      return () => {
        events.off('change', listener);
      };
    },
  };
}

export function settableAppearance(language: Language = 'en') {
  const events = new EventEmitter<{ change: [{ language: Language; theme: Theme }] }>();
  return {
    language,
    theme: 'light' as Theme,
    on: (listener: (now: { language: Language; theme: Theme }) => void) => {
      events.on('change', listener);
      return () => {
        events.off('change', listener);
      };
    },
    speak(next: Language) {
      this.language = next;
      events.emit('change', { language: next, theme: 'light' });
    },
  };
}

/** Actions that note their names. */
export function notedActions(): { actions: Actions; done: string[] } {
  const done: string[] = [];
  const note = (name: string) => () => {
    done.push(name);
  };
  return {
    done,
    actions: {
      start: note('start'),
      stop: note('stop'),
      openWindow: note('openWindow'),
      openChat: note('openChat'),
      copyAddress: note('copyAddress'),
      showQr: note('showQr'),
      showSettings: note('showSettings'),
      setStartAtLogin: (on) => {
        done.push(`setStartAtLogin ${String(on)}`);
      },
      showAbout: note('showAbout'),
      showLicences: note('showLicences'),
      quit: note('quit'),
    },
  };
}
