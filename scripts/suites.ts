// Runs the suites one after the other, up to the first that fails. Their output is left as it is; at the end
// stands how long each took, beside what it should take on two quiet cores. That is a report: a suite never
// fails for being slow.
import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { whenShellIsGone } from './npm-shell.ts';

export interface Suite {
  name: string;
  /** Budget in minutes; undefined where there is none */
  minutes?: number;
  /** Scripts of package.json, in order */
  scripts: readonly string[];
}

/** The budget is CONTRIBUTING's. */
export const SUITES: readonly Suite[] = [
  { name: 'lint and build', minutes: 1, scripts: ['build', 'lint'] },
  { name: 'unit', minutes: 4, scripts: ['test:unit'] },
  { name: 'faults, threats, models', minutes: 3, scripts: ['test:robustness'] },
  { name: 'browser and desktop', minutes: 6, scripts: ['test:e2e'] },
];

export const FULL_SUITES: readonly Suite[] = [
  { name: 'lint and build', scripts: ['build', 'lint'] },
  { name: 'unit', scripts: ['test:unit:full'] },
  { name: 'threats, models', scripts: ['test:properties:full'] },
  { name: 'faults', scripts: ['test:fault'] },
  { name: 'attacks', scripts: ['test:threats'] },
  { name: 'browser and desktop', scripts: ['test:e2e:full'] },
  { name: 'packaging', scripts: ['test:packaging'] },
];

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The command. Returns its exit status: 0, that of the suite that failed, or 128 and the signal's number. */
export async function test(argv: readonly string[]): Promise<number> {
  return runSuites(argv.includes('--full') ? FULL_SUITES : SUITES, join(import.meta.dirname, '..'));
}

/** As `test`, with the scripts of the package.json in `root`. */
export async function runSuites(suites: readonly Suite[], root: string): Promise<number> {
  const runner = createRunner(root);
  const report: string[] = [];
  let status = 0;
  for (const { name, minutes, scripts } of suites) {
    const begun = performance.now();
    for (const script of scripts) {
      status = await runner.run(script);
      if (status !== 0) break;
    }
    const took = minutesOf(performance.now() - begun);
    const budget = minutes === undefined ? '' : `of ${minutesOf(minutes * 60_000)}`;
    report.push(
      [name.padEnd(26), took.padStart(6), budget, status === 0 ? '' : 'FAILED'].join(' ').trimEnd(),
    );
    if (status !== 0) break;
  }
  runner.close();
  console.log(`\nTime by suite, in minutes\n${report.join('\n')}`);
  return status;
}

/** `1:05` */
function minutesOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * Runs scripts of a package.json. A signal goes on to everything that the script started (npm's shell keeps it
 * to itself otherwise), and is the status of that script and of all after it.
 */
function createRunner(root: string) {
  let child: ChildProcess | undefined;
  let received: NodeJS.Signals | undefined;
  const isWindows = process.platform === 'win32';
  const pass = (signal: NodeJS.Signals): void => {
    received = signal;
    if (child?.pid === undefined) return;
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, pass);
  const stopWatching = whenShellIsGone(() => {
    pass('SIGTERM');
  });
  return {
    async run(script: string): Promise<number> {
      if (received) return 128 + constants.signals[received];
      // detached: a process group of its own, which the signal can go to; npm is a script on Windows
      child = spawn('npm', ['run', '--silent', script], {
        cwd: root,
        stdio: 'inherit',
        detached: !isWindows,
        // thousands of short processes, most of whose time is compiling the same files
        env: { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'), ...process.env },
        shell: isWindows,
      });
      const ended = Promise.withResolvers<[number | null, NodeJS.Signals | null]>();
      child.once('error', ended.reject).once('close', (code, signal) => {
        ended.resolve([code, signal]);
      });
      const [code, signal] = await ended.promise;
      child = undefined;
      const killedBy = received ?? signal;
      return killedBy ? 128 + constants.signals[killedBy] : (code ?? 1);
    },
    close(): void {
      stopWatching();
      for (const signal of SIGNALS) process.off(signal, pass);
    },
  };
}
