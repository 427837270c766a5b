// Those who are only there to talk while somebody attacks: what they hear, and how long a send takes.
import { enter, person, type Guest } from '../../support/helpers/test-client.ts';
import type { Heard } from './attack.ts';

export interface Others {
  /** Everybody says something, one after the other; milliseconds of each send. */
  sayInTurn(times: number): Promise<number[]>;
  /** Everybody says something four times a second until `signal`. */
  sayUntil(signal: AbortSignal): Promise<number[]>;
  /** What one of them has got since `listen`. */
  heard: Heard;
  listen(): void;
  close(): void;
}

const PACE_MS = 250;

/** Milliseconds until it is acknowledged */
async function say(guest: Guest, text: string): Promise<number> {
  const begun = performance.now();
  await guest.say('general', text);
  return performance.now() - begun;
}

export async function enterOthers(url: string, count: number): Promise<Others> {
  const guests: Guest[] = [];
  for (let index = 0; index < count; index += 1) {
    const guest = await enter(url, person(`Other ${String(index)}`), { join: { batch: true } });
    await guest.askOk('join_channel', { channel_id: 'general' });
    guests.push(guest);
  }
  const [first] = guests;
  /** How many of each event had come */
  let from = new Map<string, number>();
  const since = (event: string): unknown[] => first?.all(event).slice(from.get(event) ?? 0) ?? [];
  return {
    async sayInTurn(times) {
      const took: number[] = [];
      for (let said = 0; said < times; said += 1)
        for (const guest of guests) took.push(await say(guest, `in turn ${String(said)}`));
      return took;
    },
    async sayUntil(signal) {
      const took: number[] = [];
      await Promise.all(
        guests.map(async (guest) => {
          for (let said = 0; !signal.aborted; said += 1) {
            took.push(await say(guest, `said ${String(said)}`));
            // how often people say something; no event tells when to say the next
            await new Promise((resolve) => {
              setTimeout(resolve, PACE_MS);
            });
          }
        }),
      );
      return took;
    },
    listen() {
      from = new Map(first?.names().map((name) => [name, first.all(name).length]));
    },
    heard: {
      times: (event) => since(event).length,
      largest: (event) =>
        since(event).reduce<number>(
          (most, payload) => Math.max(most, Buffer.byteLength(JSON.stringify(payload))),
          0,
        ),
    },
    close() {
      for (const guest of guests) guest.close();
    },
  };
}
