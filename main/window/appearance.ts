// Language and theme: what the host chose, or what the system has.
import { EventEmitter } from 'node:events';
import type { Language, Theme } from '../ipc/contract.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/** Language and theme as they are now, `system` resolved. */
export interface Appearance {
  readonly language: Language;
  readonly theme: Theme;
  on(listener: (now: { language: Language; theme: Theme }) => void): () => void;
}

export interface AppearanceDeps {
  settings: Pick<SettingsService, 'desktop' | 'on'>;
  /** Most wanted first, as `app.getPreferredSystemLanguages()` answers: `de-AT`, `en` */
  systemLanguages: () => string[];
  /** The part of Electron's nativeTheme that is used */
  nativeTheme: {
    themeSource: 'system' | Theme;
    readonly shouldUseDarkColors: boolean;
    on(event: 'updated', listener: () => void): unknown;
  };
}

/** Takes the setting into force at once, and follows both the settings and the system. */
export function createAppearance({ settings, systemLanguages, nativeTheme }: AppearanceDeps): Appearance {
  const events = new EventEmitter<{ change: [{ language: Language; theme: Theme }] }>().setMaxListeners(0);
  const look = () => ({
    language:
      settings.desktop.language === 'system' ? languageOf(systemLanguages()) : settings.desktop.language,
    theme: nativeTheme.shouldUseDarkColors ? ('dark' as const) : ('light' as const),
  });
  const applyTheme = () => {
    const { theme } = settings.desktop;
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
  };
  applyTheme();
  let now = look();

  const refresh = () => {
    const next = look();
    if (next.language === now.language && next.theme === now.theme) return;
    now = next;
    events.emit('change', now);
  };
  nativeTheme.on('updated', refresh);
  settings.on(() => {
    applyTheme();
    refresh();
  });

  return {
    get language() {
      return now.language;
    },
    get theme() {
      return now.theme;
    },
    on: (listener) => {
      events.on('change', listener);
      return () => {
        events.off('change', listener);
      };
    },
  };
}

/** The first of the wanted languages that Lanline speaks, else English. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const [language] = tag.toLowerCase().split(/[-_]/);
    if (language === 'de' || language === 'en') return language;
  }
  return 'en';
}
