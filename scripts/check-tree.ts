// What the linter has no rule for: where files lie, how they are named, how long they are. Part of
// `npm run lint`; prints what is wrong and ends with status 1.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';

/** The folders of source code; those that do not exist are skipped. */
const SOURCES = [
  'protocol',
  'client',
  'server',
  'main',
  'renderer',
  'terminal',
  'examples',
  'scripts',
  'bench',
  'tests',
];
const IS_SOURCE = /\.(?:[cm]?[jt]s|tsx|css|html)$/;
/** Data, not code */
const SKIPPED = ['tests/support/fixtures'];

/** Folders that hold nothing but folders and these entries. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  server: ['index.ts'],
  main: ['index.ts', 'app.ts'],
};

const MAX_LINES = 300;

/** Returns one sentence for each fault in the checkout at `root`; paths are relative to it, with slashes. */
export function checkTree(root: string): string[] {
  const files = SOURCES.flatMap((folder) => sourcesIn(root, folder)).toSorted();
  return [...misplaced(files), ...sharedNames(files), ...tooLong(root, files)];
}

function sourcesIn(root: string, folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && IS_SOURCE.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !SKIPPED.some((skipped) => file.startsWith(`${skipped}/`)));
}

function misplaced(files: readonly string[]): string[] {
  return Object.entries(ENTRIES).flatMap(([folder, entries]) =>
    files
      .filter((file) => file.startsWith(`${folder}/`) && file.split('/').length === 2)
      .filter((file) => !entries.includes(basename(file)))
      .map(
        (file) => `${file}: ${folder}/ holds folders and ${entries.join(', ')} alone; move it into a folder.`,
      ),
  );
}

/**
 * The folder in which a base name occurs once: two levels deep, as in `server/chat`; in tests/, which mirrors
 * the tree, as deep below each kind of tests: `tests/unit/server/chat`, `tests/e2e/desktop`.
 */
function areaOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  return folders.slice(0, folders[0] === 'tests' ? 4 : 2).join('/');
}

/** `a.module.css` and `a.texts.ts` are not `a`; an `index` is its folder's. */
function sharedNames(files: readonly string[]): string[] {
  const byName = Map.groupBy(
    files.filter((file) => basename(file, extname(file)) !== 'index'),
    (file) => `${areaOf(file)} ${basename(file, extname(file)).toLowerCase()}`,
  );
  return [...byName.values()]
    .filter((same) => same.length > 1)
    .map((same) => `${same.join(', ')}: two files of ${areaOf(same[0] ?? '')}/ have one name; rename one.`);
}

function tooLong(root: string, files: readonly string[]): string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
    return lines > MAX_LINES
      ? [`${file}: ${String(lines)} lines, more than ${String(MAX_LINES)}; split it.`]
      : [];
  });
}

if (import.meta.main) {
  const faults = checkTree(join(import.meta.dirname, '..'));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
