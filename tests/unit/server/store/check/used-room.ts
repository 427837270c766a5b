// A room that was used, and copies of its folder.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFolder } from '../../../../../server/store/check/check-folder.ts';
import { testFileSystem } from '../../../../support/helpers/test-file-system.ts';
import { openRoom } from '../../../../support/helpers/running-room.ts';
import { enter, person } from '../../../../support/helpers/test-client.ts';

export interface UsedRoom {
  /** The folder, closed in good order, with everything in it */
  folder: string;
  /** The same as a process that was killed leaves it */
  killed: string;
  /** Name of the one upload, of 13 bytes */
  upload: string;
  /** A copy of the closed one. */
  copy: () => string;
  remove: () => void;
}

export async function useRoom(): Promise<UsedRoom> {
  const work = mkdtempSync(join(tmpdir(), 'lanline-check-'));
  const folder = join(work, 'room');
  const killed = join(work, 'killed');
  const room = await openRoom({ settings: { limits: false } });
  const anna = await enter(room.url, person('Anna', { id: 'anna' }));
  for (let said = 1; said <= 20; said += 1) await anna.say('general', `message ${String(said)}`);
  const form = new FormData();
  form.set('file', new Blob(['what was sent']), 'notes.txt');
  const file = (await (await fetch(`${room.url}/api/upload`, { method: 'POST', body: form })).json()) as {
    unique_filename: string;
  };
  await anna.askOk('send_message', { channel_id: 'random', message: { content: '', file } });
  await room.server.channels.create({ id: 'gone', name: 'Gone' });
  await room.server.channels.delete('gone');
  cpSync(room.folder, killed, { recursive: true });
  anna.close();
  await room.server.close();
  cpSync(room.folder, folder, { recursive: true });
  await room.close();
  let copies = 0;
  return {
    folder,
    killed,
    upload: file.unique_filename,
    copy() {
      copies += 1;
      const copy = join(work, `copy-${String(copies)}`);
      cpSync(folder, copy, { recursive: true });
      return copy;
    },
    remove: () => {
      rmSync(work, { recursive: true, force: true });
    },
  };
}

/** Each finding as it is said. */
export async function findingsIn(folder: string): Promise<string[]> {
  const { findings } = await checkFolder(testFileSystem, folder);
  return findings.map(({ file, text }) => `${file.replaceAll('\\', '/')} ${text}`);
}
