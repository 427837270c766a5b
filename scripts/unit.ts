// `npm run test:unit`: the tests of node:test in tests/unit and tests/protocol. Files share a few processes,
// each as a suite of its own: starting a process, loading the server and warming it up takes longer than most
// files do. `node --test <file>` runs a single file.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const TESTS = 'tests/{unit,protocol}/**/*.test.ts';

/** Files that need a process of their own, and why. */
const ALONE: Readonly<Record<string, string>> = {
  'tests/unit/scripts/icons.test.ts': 'it reads SVG, which a server forbids sharp for its whole process',
};

/** Limits for what hangs: a file, with each of its tests, and a process, which has many files. */
const HANGS_MS = { file: 120_000, process: 900_000, full: 3_600_000 };

/** The source of a process that runs `files`, paths from the root. A file's hooks are its suite's alone. */
function source(files: readonly string[], timeout: number): string {
  const suites = files.map((file) => {
    const url = JSON.stringify(pathToFileURL(join(ROOT, file)).href);
    return `describe(${JSON.stringify(file)}, { timeout: ${String(timeout)} }, () => import(${url}));`;
  });
  return ["import { describe } from 'node:test';", ...suites, ''].join('\n');
}

/** The command. `--full`: also those tagged `@full`. Words: only files whose path has one. Its exit status. */
export function unit(argv: readonly string[]): number {
  const isFull = argv.includes('--full');
  const words = argv.filter((word) => !word.startsWith('--'));
  const files = globSync(TESTS, { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .toSorted();
  if (files.length === 0) throw new Error(`No test file has ${words.join(' or ')} in its path.`);
  // one more at a time than there are cores, since some wait; twice as many, since some take longer
  const concurrency = availableParallelism() + 1;
  const shared = files.filter((file) => ALONE[file] === undefined);
  const count = Math.min(shared.length, 2 * concurrency);
  // in turn, so that none has all files of a slow folder
  const processes = Array.from({ length: count }, (_, at) =>
    shared.filter((_file, index) => index % count === at),
  );
  processes.push(...files.filter((file) => ALONE[file] !== undefined).map((file) => [file]));
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'unit-'));
  try {
    const entries = processes.map((own, at) => {
      const entry = join(folder, `${String(at)}.mjs`);
      writeFileSync(entry, source(own, isFull ? HANGS_MS.full : HANGS_MS.file));
      return entry;
    });
    const { status } = spawnSync(
      process.execPath,
      [
        '--test',
        `--test-concurrency=${String(concurrency)}`,
        `--test-timeout=${String(isFull ? HANGS_MS.full : HANGS_MS.process)}`,
        ...(isFull ? [] : ['--test-skip-pattern=@full']),
        ...entries,
      ],
      { cwd: ROOT, stdio: 'inherit' },
    );
    return status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.exitCode = unit(process.argv.slice(2));
