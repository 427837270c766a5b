// Moving the data to another folder: everything arrives, or everything stays, also when the app is killed in
// the middle.
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MoveState } from '../../../main/ipc/contract.ts';
import { addressOf, expect, test, type Desktop } from './app.ts';
import { messagesIn } from './room.ts';

/** Chooses a folder in the system's dialog. */
async function chooseFolder(desktop: Desktop, to: string): Promise<void> {
  const before = await desktop.dialogs.count();
  const chosen = desktop.call('chooseDataFolder');
  await desktop.dialogs.question(before);
  await desktop.dialogs.chooseFolder(to);
  expect(await chosen).toEqual({ ok: true, value: to });
}

const begin = async ({ call }: Desktop, to: string): Promise<void> => {
  expect(await call('moveData', to)).toMatchObject({ ok: true });
};
const moveOf = async (desktop: Desktop): Promise<MoveState['state']> => (await desktop.snapshot()).move.state;
const dataOf = async (desktop: Desktop): Promise<string> => (await desktop.snapshot()).settings.server.data;

test('messages and files are in the new folder, the old one is gone, and the room is open again', async ({
  desktop,
  guest,
  start,
}) => {
  const anna = await guest('Anna');
  await anna.askOk('join_channel', { channel_id: 'general' });
  await anna.say('general', 'before the move');
  const { data, folder } = desktop.surroundings;
  const to = join(folder, 'another disk');
  await chooseFolder(desktop, to);
  await begin(desktop, to);
  await expect.poll(async () => moveOf(desktop)).toBe('done');
  expect(await dataOf(desktop)).toBe(to);
  const ben = await guest('Ben');
  expect(await messagesIn(ben, 'general')).toContain('before the move');
  expect(existsSync(join(data, 'channels'))).toBe(false);
  await desktop.quit();

  const second = await start({ surroundings: desktop.surroundings });
  expect(await dataOf(second)).toBe(to);
  expect(await messagesIn(await guest('Clara', second), 'general')).toContain('before the move');
});

test('a folder with something in it is refused; without the dialog no folder can be named', async ({
  desktop,
}) => {
  await addressOf(desktop);
  const { data, folder } = desktop.surroundings;
  const to = join(folder, 'occupied');
  mkdirSync(to);
  writeFileSync(join(to, 'letter.txt'), 'mine');
  expect(await desktop.call('moveData', to)).toMatchObject({ ok: false, fault: { code: 'refused' } });
  await chooseFolder(desktop, to);
  await begin(desktop, to);
  await expect
    .poll(async () => (await desktop.snapshot()).move)
    .toMatchObject({ state: 'failed', problem: 'occupied' });
  expect(await dataOf(desktop)).toBe(data);
  await addressOf(desktop);
  expect(readdirSync(to)).toEqual(['letter.txt']);
});

for (const when of ['copying', 'checking'] as const) {
  test(
    `killed while ${when}: the next start finds everything, in one of the two folders`,
    { tag: '@full' },
    async ({ desktop, guest, start }) => {
      const anna = await guest('Anna');
      await anna.askOk('join_channel', { channel_id: 'general' });
      await anna.say('general', 'before the kill');
      const { data, folder } = desktop.surroundings;
      const big = Array.from({ length: 24 }, (_, n) => `big-${String(n)}.bin`);
      for (const name of big) writeFileSync(join(data, name), Buffer.alloc(4 * 1024 ** 2, name));
      const to = join(folder, 'another disk');
      await chooseFolder(desktop, to);

      const seen = desktop.window.evaluate(
        async (state) =>
          new Promise<void>((resolve) => {
            window.lanline.on('move', (move) => {
              if (move.state === state) resolve();
            });
          }),
        when,
      );
      await begin(desktop, to);
      await seen;
      process.kill(desktop.pid, 'SIGKILL');
      await desktop.ended;

      const second = await start({ surroundings: desktop.surroundings });
      const ben = await guest('Ben', second);
      expect(await messagesIn(ben, 'general')).toContain('before the kill');
      const now = await dataOf(second);
      expect([data, to]).toContain(now);
      for (const name of big) expect(statSync(join(now, name)).size).toBe(4 * 1024 ** 2);
    },
  );
}
