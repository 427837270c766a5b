// The real server that hostile input is tried on, in this process, so that whatever would end it is seen with
// its stack.
import assert from 'node:assert/strict';
import type { Settings } from '../../../server/index.ts';
import { watchProcess } from '../../support/helpers/process-faults.ts';
import { openRoom, type RunningRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

/** `LANLINE_THOROUGH=1`: as many runs as guarding.md names, instead of the short form in `npm test`. */
export const THOROUGH = process.env['LANLINE_THOROUGH'] === '1';
export const runs = (short: number, thorough: number): number => (THOROUGH ? thorough : short);
/** For `test(name, options, …)`. */
export const TIMES = THOROUGH ? { timeout: 60 * 60_000 } : {};

export interface HostileTarget extends RunningRoom {
  /** Nothing went wrong in the process so far: no exception, no rejection, no error in the log. */
  check(): void;
  /** Like `check`; besides somebody well-behaved comes, is let in and heard. */
  stillServes(): Promise<void>;
}

/** Without limits, or nearly everything would be answered by `rate_limited`. */
export async function openTarget(settings: Partial<Settings> = {}): Promise<HostileTarget> {
  const watched = watchProcess();
  const room = await openRoom({
    settings: { limits: false, maxPeople: 100_000, logLevel: 'warn', ...settings },
  });
  room.server.events.on('log', (line) => {
    if (line.level === 'error') watched.add(JSON.stringify(line));
  });
  const check = (): void => {
    assert.deepEqual(watched.faults, []);
  };
  return {
    ...room,
    check,
    async stillServes() {
      check();
      const guest = await enter(room.url, person('Well-behaved'));
      const seen = await enter(room.url, person('Listening'));
      await seen.askOk('join_channel', { channel_id: 'general' });
      const said = await guest.say('general', 'all is well');
      await seen.next('new_message', ({ message }) => message.id === said.id);
      guest.close();
      seen.close();
      assert.equal((await fetch(`${room.url}/api/health`)).status, 200);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
      check();
    },
    async close() {
      await room.close();
      watched.stop();
      check();
    },
  };
}
