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

/**
 * What is run a second time, on files as Windows has them (test-file-system.ts): the store, in the short form what
 * renames and removes.
 */
const ON_WINDOWS_FILES = {
  full: /^tests\/unit\/server\/store\//,
  short:
    /\/store\/(?:check|folder|import\/(?:hand-over|import-legacy)|log\/(?:append-file|log-tail)|uploads\/(?:disk|recover|sweep|uploads))\b/,
};

interface Part {
  files: readonly string[];
  /** On files as Windows has them */
  asOnWindows?: boolean;
}

/** The source of a process that runs `files`, paths from the root. A file's hooks are its suite's alone. */
function source({ files, asOnWindows = false }: Part, timeout: number): string {
  const suites = files.map((file) => {
    const name = JSON.stringify(asOnWindows ? `${file} on files as on Windows` : file);
    const url = JSON.stringify(pathToFileURL(join(ROOT, file)).href);
    return `describe(${name}, { timeout: ${String(timeout)} }, () => import(${url}));`;
  });
  return [
    "import { describe } from 'node:test';",
    ...(asOnWindows ? ["process.env['LANLINE_TEST_FILES'] = 'windows';"] : []),
    ...suites,
    '',
  ].join('\n');
}

/** Files in turn, so that none has all of a slow folder. */
function shareOut(files: readonly string[], count: number): Part[] {
  return Array.from({ length: Math.min(files.length, count) }, (_, at) => ({
    files: files.filter((_file, index) => index % count === at),
  }));
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
  const again =
    process.platform === 'win32'
      ? []
      : shared.filter((file) => ON_WINDOWS_FILES[isFull ? 'full' : 'short'].test(file));
  const parts: Part[] = [
    ...shareOut(shared, 2 * concurrency),
    ...shareOut(again, concurrency).map((part) => ({ ...part, asOnWindows: true })),
    ...files.filter((file) => ALONE[file] !== undefined).map((file) => ({ files: [file] })),
  ];
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'unit-'));
  try {
    const entries = parts.map((part, at) => {
      const entry = join(folder, `${String(at)}.mjs`);
      writeFileSync(entry, source(part, isFull ? HANGS_MS.full : HANGS_MS.file));
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
