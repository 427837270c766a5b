// What a room's server wrote into its log.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningRoom } from './running-room.ts';

/** The last line of each event, by event. Closes the server, so that all of it is written. */
export async function loggedBy(room: RunningRoom): Promise<Map<string, Record<string, unknown>>> {
  await room.server.close();
  const folder = join(room.folder, 'logs');
  return new Map(
    readdirSync(folder)
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .filter((line) => line !== '')
      .map((line) => {
        const record = JSON.parse(line) as Record<string, unknown>;
        return [String(record['msg']), record];
      }),
  );
}
