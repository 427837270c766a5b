// Builds lie side by side in out/<id>, where the id is the hash of what they were made from. A build is made
// aside and appears whole by one rename, and it never changes afterwards. So there is no pointer to keep, two
// builds at once cannot mix, and a running server finds its own files, also those it loads later, for as long
// as it runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative } from 'node:path';

/** The folders that tsconfig.build.json and Vite build from, and what else decides how they come out. */
const SOURCES = ['protocol', 'server', 'main', 'terminal', 'renderer'];
const CONFIGURATION = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'];
/** Folders of `renderer/` that Vite builds, each into a folder of its own. */
const SURFACES = ['dashboard', 'chat'];
/** Taken along as they are. */
const COPIED = ['main/tray/icons'];

/** Kept although nobody uses it: switching between branches should not build each time. */
const KEEP_UNUSED_MS = 60 * 60 * 1000;

export interface Build {
  /** Hash of the sources; `build` of the server's information */
  id: string;
  /**
   * Absolute path; `server/cli/lanline.js`, `main/index.js`, `renderer/dashboard/index.html` and
   * `renderer/chat/index.html` lie in it
   */
  folder: string;
  /** Whether it was made now */
  made: boolean;
}

/** The sources do not compile; the message is what the compiler said. */
export class BuildError extends Error {}

/** 12 hex digits that change whenever a source does. */
export function buildId(root: string): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((folder) => filesIn(root, folder)).toSorted();
  for (const file of [...CONFIGURATION, ...files]) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file.replaceAll('\\', '/')}\0${String(bytes.length)}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}

function filesIn(root: string, folder: string): string[] {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  } catch {
    return []; // a folder that does not exist yet
  }
}

/**
 * The build of the sources as they are now, made if there is none yet. `onBuild` is called before making one.
 * @throws BuildError
 */
export async function ensureBuild(
  root: string,
  { onBuild, keepUnusedMs = KEEP_UNUSED_MS }: { onBuild?: () => void; keepUnusedMs?: number } = {},
): Promise<Build> {
  const id = buildId(root);
  const out = join(root, 'out');
  const folder = join(out, id);
  if (touch(folder)) return { id, folder, made: false };
  onBuild?.();
  const aside = join(out, `.new-${id}-${String(process.pid)}`);
  try {
    await compile(root, aside, id);
    // somebody saved a file meanwhile: nobody knows which of both was compiled
    if (buildId(root) !== id) {
      rmSync(aside, { recursive: true });
      return await ensureBuild(root, { keepUnusedMs });
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    writeFileSync(join(aside, 'build.json'), `${JSON.stringify({ build: id, version })}\n`);
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // somebody else was faster with the same sources
    if (error instanceof BuildError || !touch(folder)) throw error;
  }
  removeUnused(out, id, keepUnusedMs);
  return { id, folder, made: true };
}

/** Notes for later builds that this process runs from the build, until it ends. */
export function holdBuild({ folder }: Build): void {
  const mark = join(folder, 'used-by', String(process.pid));
  mkdirSync(join(folder, 'used-by'), { recursive: true });
  writeFileSync(mark, '');
  process.once('exit', () => {
    rmSync(mark, { force: true });
  });
}

/** Whether the build is there; if so it counts as used now. */
function touch(folder: string): boolean {
  try {
    utimesSync(join(folder, 'build.json'), new Date(), new Date());
    return true;
  } catch {
    return false;
  }
}

/** What runs in Node by the compiler, file by file; what runs in a browser engine by Vite. */
async function compile(root: string, outDir: string, id: string): Promise<void> {
  await run(root, 'typescript/bin/tsc', ['-p', join(root, 'tsconfig.build.json'), '--outDir', outDir]);
  for (const surface of SURFACES) {
    if (!existsSync(join(root, 'renderer', surface, 'index.html'))) continue;
    const args = [
      'build',
      '--logLevel',
      'warn',
      '--config',
      join(root, 'vite.config.ts'),
      '--mode',
      surface,
      '--outDir',
      join(outDir, 'renderer', surface),
    ];
    await run(root, 'vite/bin/vite.js', args, { LANLINE_BUILD: id });
  }
  for (const folder of COPIED) {
    if (existsSync(join(root, folder))) cpSync(join(root, folder), join(outDir, folder), { recursive: true });
  }
}

/** @throws BuildError with everything that the tool said */
async function run(
  root: string,
  tool: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new BuildError(said.trim());
}

/**
 * Removes builds that no process runs from and that were not used for a while, and what killed builds left
 * behind.
 */
function removeUnused(out: string, current: string, keepUnusedMs: number): void {
  for (const name of readdirSync(out)) {
    const path = join(out, name);
    const leftover = /^\.(?:new|old)-.*-(\d+)$/.exec(name);
    if (leftover ? isAlive(Number(leftover[1])) : name === current || isUsed(path, keepUnusedMs)) continue;
    try {
      // first out of sight, so that nobody starts from half a build
      const aside = leftover ? path : join(out, `.old-${name}-${String(process.pid)}`);
      if (!leftover) renameSync(path, aside);
      rmSync(aside, { recursive: true, force: true });
    } catch {
      // Windows holds files that are open; the next build tries again
    }
  }
}

function isUsed(folder: string, keepUnusedMs: number): boolean {
  try {
    if (Date.now() - statSync(join(folder, 'build.json')).mtimeMs < keepUnusedMs) return true;
  } catch {
    return false; // not one of ours, or damaged
  }
  return filesIn(folder, 'used-by').some((mark) => isAlive(Number(basename(mark))));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
