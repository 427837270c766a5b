// What a start finds after calls have failed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from './calls-load.ts';
import { createFaults, type Faults } from '../figures.ts';
import { checkAcknowledged, checkRefused, readLogs } from './log-check.ts';
import { openTestStore } from './test-store.ts';

/** `how` the calls failed, for what was found. */
export async function checkFolder(data: string, told: Told, how: string, faults: Faults): Promise<void> {
  const local = createFaults();
  const store = await openTestStore(data);
  const logs = readLogs(data, local);
  checkAcknowledged(logs, told.acknowledged, local);
  checkRefused(
    logs,
    [...told.open].flatMap(([clientId, { person, channel, refused }]) =>
      refused ? [{ channel, user: person.user, clientId }] : [],
    ),
    local,
  );
  for (const id of told.people) if (!store.people.person(id)) local.add('lost', `person ${id}`);
  for (const [name, text] of told.files) {
    const file = store.uploads.record(name) && (await store.uploads.open(name));
    if (!file || readFileSync(join(file.folder, file.stored), 'utf8') !== text)
      local.add('lost', `file ${name}`);
  }
  await store.close();
  for (const story of local.stories) {
    const [kind = '', ...rest] = story.split(': ');
    faults.add(kind, `${how}: ${rest.join(': ')}`);
  }
}
