import { choosePort, createChatServer, readBuild, type ChatServer } from '../server/index.ts';
import type { Note } from './ports.ts';
import type { AppSettings } from './settings/settings-service.ts';

/** A server with the settings as they are now. Where the usual port is taken, another one is found and kept: guests should find the room where it was. */
export async function makeServer(settings: Pick<AppSettings, 'server' | 'isPortGiven' | 'keep'>, note: Note): Promise<ChatServer> {
  const chosen = await choosePort(settings.server, settings.isPortGiven);
  // one that was chosen and is taken: starting says so, by whom, and which is free
  if ('port' in chosen && chosen.taken) {
    const { port, owner = 'another program' } = chosen.taken;
    note('warn', `Port ${String(port)} is taken by ${owner}, so this room is on port ${String(chosen.port)} from now on`);
    settings.keep({ port: chosen.port });
  }
  return createChatServer({ settings: settings.server, build: readBuild() });
}
