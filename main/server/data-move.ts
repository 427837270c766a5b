// Moving all data to another folder: the server stands still meanwhile, and runs again afterwards, in the new
// folder or, if that failed, in the old one.
import { moveDataFolder, MoveError, type MoveProgress } from '../../server/index.ts';
import { CallError } from '../ipc/call-error.ts';
import type { MoveState } from '../ipc/contract.ts';
import type { Note } from '../lifecycle/notes.ts';
import type { ServerHost } from './server-host.ts';
import type { AppSettings } from '../settings/settings-service.ts';

export interface DataMoveOptions {
  host: Pick<ServerHost, 'whileStopped'>;
  settings: Pick<AppSettings, 'server' | 'view' | 'keep'>;
  onChange: (state: MoveState) => void;
  now: () => number;
  note: Note;
}

const TELL_EVERY_MS = 100;

export class DataMove {
  readonly #options: DataMoveOptions;
  #state: MoveState = { state: 'idle' };
  /** What the host chose in the system's dialog; the window cannot name any other folder */
  readonly #chosen = new Set<string>();
  #abort: AbortController | undefined;

  constructor(options: DataMoveOptions) {
    this.#options = options;
  }

  get state(): MoveState {
    return this.#state;
  }

  /** Remembers what was answered, so that `start` takes it. */
  async choose(ask: () => Promise<string | null>): Promise<string | null> {
    const folder = await ask();
    if (folder !== null) this.#chosen.add(folder);
    return folder;
  }

  /**
   * Begins; what becomes of it is the state.
   * @throws CallError where it may not begin
   */
  start(to: string): void {
    if (this.#abort) throw new CallError({ code: 'refused', detail: 'The data are being moved already' });
    if (!this.#chosen.has(to))
      throw new CallError({ code: 'refused', detail: 'The folder must be chosen in the dialog' });
    if (!this.#options.settings.view().can.moveData)
      throw new CallError({ code: 'refused', detail: 'The data folder was given when Lanline was started' });
    void this.#run(to);
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async #run(to: string): Promise<void> {
    const { host, settings, note } = this.#options;
    const abort = new AbortController();
    this.#abort = abort;
    this.#setState({ state: 'copying', to, done: 0, total: 0 });
    try {
      await host.whileStopped('The host is moving the data', async () => {
        await this.#move(to, abort.signal);
      });
      note('info', 'The data were moved', { to });
      this.#setState({ state: 'done', to });
    } catch (error) {
      const problem = error instanceof MoveError ? error.problem : 'internal';
      note(problem === 'cancelled' ? 'info' : 'error', 'The data were not moved', {
        to,
        from: settings.server.data,
        error,
      });
      this.#setState({
        state: 'failed',
        to,
        problem,
        detail: error instanceof Error ? error.message : String(error),
      });
    } finally {
      this.#abort = undefined;
    }
  }

  async #move(to: string, signal: AbortSignal): Promise<void> {
    const { settings, now, note } = this.#options;
    let toldAt = 0;
    const onProgress = ({ state, done, total }: MoveProgress): void => {
      // of many small files nobody can read each
      if (this.#state.state === state && now() - toldAt < TELL_EVERY_MS) return;
      toldAt = now();
      this.#setState({ state, to, done, total });
    };
    const { folder, left } = await moveDataFolder({ from: settings.server.data, to, signal, onProgress });
    // from here on the data are in the new folder; the old one says so, should this not be kept
    settings.keep({ data: folder });
    if (left.length > 0) note('warn', 'Some of the old files could not be removed', { left });
  }

  #setState(state: MoveState): void {
    this.#state = state;
    this.#options.onChange(state);
  }
}
