// A room whose server runs in the test's own process, so that the test can do what the host does.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../server/chat/ports/clock.ts';
import { openRoom, type RoomOptions, type RunningRoom } from '../../support/helpers/running-room.ts';
import { HOST } from './host.ts';
import { test as base } from './room.ts';

interface Fixtures {
  hosting: RoomOptions;
  hosted: RunningRoom;
}

export const test = base.extend<Fixtures>({
  hosting: [{}, { option: true }],
  hosted: async ({ appDir, hosting }, use) => {
    const { build } = JSON.parse(await readFile(join(appDir, 'build.json'), 'utf8')) as { build: string };
    const hosted = await openRoom({ pageFolder: join(appDir, 'renderer/chat'), build, ...hosting });
    await use(hosted);
    await hosted.close();
  },
  address: async ({ hosted }, use) => {
    await use(`http://${HOST}:${String(hosted.port)}`);
  },
});

export interface RunningClock extends Clock {
  /** Puts its times forward; timers take as long as ever. */
  forward(ms: number): void;
}

export function createRunningClock(): RunningClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    monotonic: () => performance.now() + ahead,
    after(ms, run) {
      // timers of the room go by real time: only what is compared with `now` is moved ahead
      const timer = setTimeout(run, ms);
      return () => {
        clearTimeout(timer);
      };
    },
    forward(ms) {
      ahead += ms;
    },
  };
}
