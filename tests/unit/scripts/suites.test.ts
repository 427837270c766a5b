import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FULL_SUITES, SUITES } from '../../../scripts/suites.ts';
import packageJson from '../../../package.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'lanline-suites-'));
after(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What a script does that waits until it is ended, and notes that it heard the signal. */
const WAITS = `
const { writeFileSync } = require('node:fs');
process.on('SIGTERM', () => { writeFileSync('heard', ''); process.exit(0); });
setInterval(() => undefined, 1e6);
console.log('waiting');`;
writeFileSync(join(folder, 'waits.cjs'), WAITS);
writeFileSync(
  join(folder, 'package.json'),
  JSON.stringify({
    scripts: {
      good: 'node -e "console.log(\'the runner says so\')"',
      bad: 'node -e "process.exit(7)"',
      // as a shell that stays between npm and the runner
      waits: 'node waits.cjs && node -e 0',
    },
  }),
);

function run(suites: object[]) {
  const source = `
    import { runSuites } from ${JSON.stringify(new URL('../../../scripts/suites.ts', import.meta.url).href)};
    process.exitCode = await runSuites(${JSON.stringify(suites)}, ${JSON.stringify(folder)});`;
  return spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function toTheEnd(suites: object[]): Promise<{ output: string; status: number }> {
  const child = run(suites);
  const [output, [status]] = await Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { output: output.join(''), status };
}

test('every suite runs, and at the end stands how long each took, beside its budget', async () => {
  const { output, status } = await toTheEnd([
    { name: 'first', minutes: 1, scripts: ['good', 'good'] },
    { name: 'second', scripts: ['good'] },
  ]);
  assert.equal(status, 0);
  assert.equal(output.match(/^the runner says so$/gm)?.length, 3);
  assert.match(output, /\nTime by suite, in minutes\nfirst +\d:\d\d of 1:00\nsecond +\d:\d\d\n$/);
});

test('the first suite that fails is the last one, and its status is the whole’s', async () => {
  const { output, status } = await toTheEnd([
    { name: 'first', minutes: 1, scripts: ['bad', 'good'] },
    { name: 'second', scripts: ['good'] },
  ]);
  assert.equal(status, 7);
  assert.doesNotMatch(output, /the runner says so|second/);
  assert.match(output, /\nfirst +\d:\d\d of 1:00 FAILED\n$/);
});

test(
  'a signal reaches what a script started, and nothing runs after it',
  { skip: process.platform === 'win32' && 'Windows has no signals' },
  async () => {
    const child = run([
      { name: 'first', scripts: ['waits', 'good'] },
      { name: 'second', scripts: ['good'] },
    ]);
    let output = '';
    for await (const text of child.stdout.setEncoding('utf8')) {
      if (!output.includes('waiting') && String(text).includes('waiting')) child.kill('SIGTERM');
      output += String(text);
    }
    if (child.exitCode === null) await once(child, 'close');
    assert.equal(child.exitCode, 128 + 15);
    assert.ok(existsSync(join(folder, 'heard')));
    assert.doesNotMatch(output, /the runner says so|second/);
  },
);

test('the suites name scripts that exist, and are CONTRIBUTING’s 14 minutes', () => {
  for (const { scripts } of [...SUITES, ...FULL_SUITES])
    for (const script of scripts) assert.ok(script in packageJson.scripts, script);
  assert.equal(
    SUITES.reduce((sum, { minutes = 0 }) => sum + minutes, 0),
    14,
  );
});
