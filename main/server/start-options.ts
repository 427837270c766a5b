import {
  choosePort,
  describeOwner,
  readBuild,
  recoverMove,
  type ChatServerOptions,
  type PortTaken,
} from '../../server/index.ts';
import type { Note } from '../lifecycle/notes.ts';
import type { AppSettings } from '../settings/settings-service.ts';

type StartSettings = Pick<AppSettings, 'server' | 'isPortGiven' | 'keep' | 'view'>;

/** What a server is started with: the settings as they are now. */
export async function startOptions(settings: StartSettings, note: Note): Promise<ChatServerOptions> {
  await followMove(settings, note);
  const insteadOf = await findPort(settings, note);
  return { settings: settings.server, ...readBuild(), ...(insteadOf && { insteadOf }) };
}

/** What a move that was interrupted left is finished or undone; the data may be in the new folder then. */
async function followMove(settings: StartSettings, note: Note): Promise<void> {
  const { data } = settings.server;
  // what is wrong with the folder, starting says as well
  const folder = await recoverMove(data).catch(() => data);
  if (folder === data || settings.view().fixed.includes('data')) return;
  note('warn', 'The data were moved before Lanline ended and are used where they are now', {
    from: data,
    to: folder,
  });
  settings.keep({ data: folder });
}

/**
 * Where the usual port is taken, another one is found and kept: guests should find the room where it was.
 * Answers what was in the way.
 */
async function findPort(settings: StartSettings, note: Note): Promise<PortTaken | undefined> {
  const chosen = await choosePort(settings.server, settings.isPortGiven);
  // one that was chosen and is taken: starting says so, by whom, and which is free
  if ('fault' in chosen || !chosen.taken) return undefined;
  const { port, owner } = chosen.taken;
  note(
    'warn',
    `Port ${String(port)} is taken by ${describeOwner(owner)}, so this room is on port ${String(chosen.port)} from now on`,
  );
  settings.keep({ port: chosen.port });
  return chosen.taken;
}
