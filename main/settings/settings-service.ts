// All settings: read, checked, kept, and put into force.
import { toFault } from '../ipc/call-error.ts';
import type {
  DesktopSettings,
  Outcome,
  SettingProblems,
  Settings,
  SettingsPatch,
  SettingsView,
} from '../ipc/contract.ts';
import type { Note } from '../lifecycle/notes.ts';
import { checkDesktopSettings, readDesktopSettings } from './desktop-settings.ts';
import type { ServerSettings } from './server-settings.ts';
import type { SettingsFile, StoredSettings } from './settings-file.ts';

/** All settings: read, checked, kept, and put into force. */
export interface SettingsService {
  view(): SettingsView;
  readonly desktop: DesktopSettings;
  /**
   * Checks all of the patch first: nothing of it is kept where one value is refused. A change the server must
   * know restarts it.
   */
  change(patch: SettingsPatch): Promise<Outcome<SettingsView>>;
  on(listener: (view: SettingsView) => void): () => void;
}

/** A change that is kept already, to be put into force. */
export interface ServerChange {
  before: Settings;
  after: Settings;
  /** Makes it undone; to be called where it cannot be put into force */
  takeBack: () => void;
}

export interface AppSettingsOptions {
  file: SettingsFile;
  server: ServerSettings;
  /** What this system can, the data folder apart */
  can: () => Omit<SettingsView['can'], 'moveData'>;
  /** Answers why not, where it could not be put into force */
  apply: (change: ServerChange) => Promise<SettingProblems | undefined>;
  note: Note;
}

export class AppSettings implements SettingsService {
  readonly #options: AppSettingsOptions;
  readonly #listeners = new Set<(view: SettingsView) => void>();
  #stored: StoredSettings;
  #server: ReturnType<ServerSettings['read']>;
  #desktop: DesktopSettings;
  /** Changes come one after another */
  #last: Promise<unknown> = Promise.resolve();

  /** @throws SettingsError where flags, environment or the file in the data folder cannot be used */
  constructor(options: AppSettingsOptions) {
    this.#options = options;
    this.#stored = options.file.read();
    this.#server = options.server.read(this.#stored.server);
    const { settings, problems } = readDesktopSettings(this.#stored.desktop);
    this.#desktop = settings;
    for (const warning of this.#server.warnings) options.note('warn', warning);
    for (const [name, { expected }] of Object.entries({ ...this.#server.problems, ...problems })) {
      options.note('warn', `The setting "${name}" is kept but not used: expected ${expected}`);
    }
  }

  get server(): Settings {
    return this.#server.settings;
  }
  get desktop(): DesktopSettings {
    return this.#desktop;
  }
  /** Whether somebody chose the port */
  get isPortGiven(): boolean {
    return this.#server.given.has('port');
  }

  view(): SettingsView {
    const fixed = [...this.#server.fixed];
    return {
      server: this.server,
      desktop: this.desktop,
      fixed,
      can: { ...this.#options.can(), moveData: !fixed.includes('data') },
    };
  }

  async change(patch: SettingsPatch): Promise<Outcome<SettingsView>> {
    const step = async (): Promise<Outcome<SettingsView>> =>
      this.#change(patch).catch((error: unknown) => {
        this.#options.note('error', 'The settings could not be changed', { error });
        return { ok: false, fault: toFault(error) };
      });
    const done = this.#last.then(step);
    this.#last = done;
    return await done;
  }

  /**
   * Keeps a value that is in force already: the port that was free, the folder that the data were moved to.
   */
  keep(values: Partial<Settings>): void {
    this.#keep({ ...this.#stored, server: { ...this.#stored.server, ...values } });
    this.#tell();
  }

  on(listener: (view: SettingsView) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** What can be done changed. */
  refresh(): void {
    this.#tell();
  }

  async #change({ server = {}, desktop = {} }: SettingsPatch): Promise<Outcome<SettingsView>> {
    const problems = { ...this.#checkServer(server), ...checkDesktopSettings(desktop) };
    if (Object.keys(problems).length > 0) return refusal(problems);
    const before = this.server;
    const old = this.#stored;
    this.#store({ server: { ...old.server, ...server }, desktop: { ...old.desktop, ...desktop } });
    const takeBack = (): void => {
      this.#keep({
        server: putBack(this.#stored.server, server, old.server),
        desktop: putBack(this.#stored.desktop, desktop, old.desktop),
      });
    };
    const why = await this.#options.apply({ before, after: this.server, takeBack });
    this.#tell();
    return why ? refusal(why) : { ok: true, value: this.view() };
  }

  #checkServer(values: Record<string, unknown>): SettingProblems {
    const fixed = new Set<string>(this.#server.fixed);
    const cannot: SettingProblems = Object.fromEntries(
      Object.keys(values).flatMap((name) => {
        if (fixed.has(name))
          return [
            [
              name,
              {
                expected: 'no change here, since it was given when Lanline was started',
                code: 'form' as const,
              },
            ],
          ];
        return name === 'data' ? [[name, { expected: 'the data to be moved', code: 'form' as const }]] : [];
      }),
    );
    return { ...this.#options.server.check(values), ...cannot };
  }

  /** @throws the system's error where it cannot be kept; then nothing has changed */
  #store(next: StoredSettings): void {
    const server = this.#options.server.read(next.server);
    this.#options.file.write(next);
    this.#use(next, server);
  }

  /** What is so already counts also where the disk takes nothing. */
  #keep(next: StoredSettings): void {
    try {
      this.#options.file.write(next);
    } catch (error) {
      this.#options.note('error', 'The settings could not be kept; they count until Lanline ends', { error });
    }
    this.#use(next);
  }

  #use(next: StoredSettings, server = this.#options.server.read(next.server)): void {
    this.#server = server;
    this.#desktop = readDesktopSettings(next.desktop).settings;
    this.#stored = next;
  }

  #tell(): void {
    const view = this.view();
    for (const listener of this.#listeners) listener(view);
  }
}

const refusal = (problems: SettingProblems): Outcome<never> => ({
  ok: false,
  fault: {
    code: 'settings',
    detail: Object.entries(problems)
      .map(([name, { expected }]) => `${name}: expected ${expected}`)
      .join('; '),
    problems,
  },
});

/** The values with those of a patch as they were before it. */
function putBack(
  now: Record<string, unknown>,
  patch: Record<string, unknown>,
  before: Record<string, unknown>,
): Record<string, unknown> {
  const others = Object.entries(now).filter(([name]) => !Object.hasOwn(patch, name));
  const restored = Object.entries(before).filter(([name]) => Object.hasOwn(patch, name));
  return Object.fromEntries([...others, ...restored]);
}
