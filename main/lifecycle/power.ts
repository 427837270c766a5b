// Sleeping and waking. Nothing is kept from sleeping: the host's computer is theirs.
import type { Note } from './notes.ts';
import type { ServerHost } from '../server/server-host.ts';

export interface PowerDeps {
  host: Pick<ServerHost, 'suspend' | 'resume'>;
  /** The part of Electron's powerMonitor that is used */
  powerMonitor: { on(event: 'suspend' | 'resume' | 'unlock-screen', listener: () => void): unknown };
  note: Note;
}

export function setupPower({ host, powerMonitor, note }: PowerDeps): void {
  const resume = (): void => {
    host.resume().catch((error: unknown) => {
      note('warn', 'The server did not wake up', { error: String(error) });
    });
  };
  powerMonitor.on('suspend', () => {
    note('info', 'The computer goes to sleep');
    // the system waits for nobody: what is not done now is done after waking
    host.suspend().catch((error: unknown) => {
      note('warn', 'The server was not ready for sleep', { error: String(error) });
    });
  });
  powerMonitor.on('resume', () => {
    note('info', 'The computer woke up');
    resume();
  });
  // Windows and macOS sometimes wake without saying so; looking at the network once more costs nothing
  powerMonitor.on('unlock-screen', () => {
    resume();
  });
}
