// The app itself: after a fault that nobody caught it starts anew, but not for ever. Playwright cannot follow
// it there, so it runs on its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { FAULTS } from './faults.ts';
import { NETWORK } from './network.ts';
import {
  lockOf,
  makeSurroundings,
  removeSurroundings,
  type Lock,
  type Surroundings,
} from './surroundings.ts';

/** Who runs on the data; undefined where nobody does. */
function running(surroundings: Surroundings): Lock | undefined {
  const lock = lockOf(surroundings);
  return lock && isAlive(lock.pid) ? lock : undefined;
}

const logOf = ({ userData }: Surroundings): string => {
  const folder = join(userData, 'logs');
  return existsSync(folder)
    ? readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'utf8'))
        .join('')
    : '';
};

test(
  'it starts itself again three times in a minute, then says so and stays away',
  { tag: '@full' },
  async ({ appDir }) => {
    test.slow();
    const surroundings = await makeSurroundings({});
    const box = join(surroundings.folder, 'error-box.txt');
    const fault = join(surroundings.folder, 'temp/throw');
    const program = createRequire(import.meta.url)('electron') as string;
    const first: ChildProcess = spawn(
      program,
      [
        '-r',
        join(import.meta.dirname, 'spy.inject.cjs'),
        '-r',
        NETWORK,
        '-r',
        FAULTS,
        '--no-sandbox',
        appDir,
        `--user-data-dir=${surroundings.userData}`,
      ],
      {
        env: { ...surroundings.env, FAULT_FILE: fault, ERROR_BOX_FILE: box },
        cwd: surroundings.folder,
        stdio: 'ignore',
      },
    );
    const seen = new Set<number>();
    try {
      for (let round = 0; round < 4; round += 1) {
        let now: Lock | undefined;
        await expect
          .poll(
            () => {
              now = running(surroundings);
              return now !== undefined && !seen.has(now.pid);
            },
            { message: `run ${String(round)}`, timeout: 40_000 },
          )
          .toBe(true);
        if (!now) throw new Error('nobody runs');
        seen.add(now.pid);
        expect((await fetch(`http://127.0.0.1:${String(now.port)}/api/health`)).status).toBe(200);
        expect(existsSync(box)).toBe(false);
        writeFileSync(fault, '');
        await expect.poll(() => running(surroundings)?.pid).not.toBe(now.pid);
      }
      expect(seen.size).toBe(4);
      expect(logOf(surroundings).match(/a fault that nobody foresaw/g)?.length).toBeGreaterThanOrEqual(4);
      await expect
        .poll(() => (existsSync(box) ? readFileSync(box, 'utf8') : ''))
        .toContain('several times within a minute');
      const last = [...seen].at(-1) ?? 0;
      await expect.poll(() => isAlive(last)).toBe(false);
    } finally {
      first.kill('SIGKILL');
      const left = running(surroundings);
      if (left) process.kill(left.pid, 'SIGKILL');
      removeSurroundings(surroundings);
    }
  },
);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
