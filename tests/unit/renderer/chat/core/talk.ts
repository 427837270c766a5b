// People who talk while a page listens.
import type { RunningRoom } from '../../../../support/helpers/running-room.ts';
import { enter, person, type Guest } from '../../../../support/helpers/test-client.ts';
import type { openPage, TestPage } from './client-fixture.ts';

/** Without limits of how much is said */
export const FAST = { limits: false } as const;

/** Somebody else who talks */
export async function speaker(
  t: Parameters<typeof openPage>[0],
  { url }: RunningRoom,
  name = 'Ben',
): Promise<Guest> {
  const guest = await enter(url, person(name), { reconnection: true });
  t.after(() => {
    guest.close();
  });
  return guest;
}

export const say = async (guest: Guest, from: number, to: number, channel = 'general'): Promise<void> => {
  await Promise.all(
    Array.from({ length: to - from + 1 }, (_, index) =>
      guest.say(channel, `message ${String(from + index)}`),
    ),
  );
};

export const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `message ${String(from + index)}`);

export const caughtUp = async (page: TestPage, seq: number, id = 'general'): Promise<void> => {
  await page.until(
    ({ channels }) => {
      const channel = channels.get(id);
      return channel?.sync === 'live' && channel.lastSeq === seq && channel.loading === null;
    },
    `${id} up to ${String(seq)}`,
  );
};
