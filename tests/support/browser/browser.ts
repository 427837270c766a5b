// Which browser the end-to-end tests use. On Linux x64 there is always one: an npm package brings it.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import packageJson from '../../../package.json' with { type: 'json' };

export interface Browser {
  /** undefined: Playwright's own */
  executablePath?: string;
  env: Record<string, string>;
}

const root = join(import.meta.dirname, '../../..');

const INSTALLED = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
    (name) => `${process.env[name] ?? ''}\\Google\\Chrome\\Application\\chrome.exe`,
  ),
};

/**
 * `CHROMIUM`, Playwright's own download, the package's, an installed Chrome or Chromium: the first that there
 * is. The package's comes before an installed one because the lockfile names it: the same browser everywhere,
 * and it starts in half the time.
 * @throws Error naming the command that gets one
 */
export async function chooseBrowser(): Promise<Browser> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist.`);
    return { executablePath: named, env };
  }
  if (existsSync(chromium.executablePath())) return { env };
  if (process.platform === 'linux' && process.arch === 'x64') return packagedBrowser(env);
  const installed = installedBrowser();
  if (installed !== undefined) return { executablePath: installed, env };
  throw new Error('The end-to-end tests need a browser. Get one with: npx playwright install chromium');
}

function installedBrowser(): string | undefined {
  const { platform } = process;
  if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') return undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const places =
    platform === 'linux'
      ? INSTALLED.linux.flatMap((name) => folders.map((folder) => join(folder, name)))
      : INSTALLED[platform];
  return places.find((place) => existsSync(place));
}

/** The package's Chromium with its libraries and font, unpacked into node_modules/.cache once. */
async function packagedBrowser(env: Record<string, string>): Promise<Browser> {
  const home = join(root, 'node_modules/.cache/browser', packageJson.devDependencies['@sparticuz/chromium']);
  const executablePath = join(home, 'chromium');
  if (!existsSync(executablePath)) {
    // what a browser that outlived its files has made there again: a cache of fonts
    rmSync(home, { recursive: true, force: true });
    // whole or not at all: another run may be looking for it
    const unpacking = `${home}.${String(process.pid)}`;
    await unpack(unpacking, home);
    try {
      renameSync(unpacking, home);
    } catch (error) {
      rmSync(unpacking, { recursive: true });
      if (!existsSync(executablePath)) throw error;
    }
  }
  return {
    executablePath,
    env: { ...env, LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  };
}

/** Unpacks into `folder`, which will become `home`. */
async function unpack(folder: string, home: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = {
    TMPDIR: process.env['TMPDIR'],
    AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'],
    LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'],
  };
  // it unpacks into the folder for temporary files, and its libraries only where it believes to be on AWS
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  // its own looks for fonts in AWS' places
  writeFileSync(
    join(folder, 'fonts/fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts/fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(home, 'fonts/cache')}</cachedir>
</fontconfig>
`,
  );
}
