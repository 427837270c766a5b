// The licences of everything that an installer brings, as texts that people can open: most of them ask for
// just that.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Package {
  name: string;
  version: string;
  license?: string;
}

/**
 * Makes the folder `to` anew: our own licence, those of the packages in `<app>/node_modules`, and of what is
 * bundled into the pages (Vite lists it beside each). Electron's and Chromium's come with Electron.
 */
export function writeLicences({ root, app, to }: { root: string; app: string; to: string }): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(join(root, 'LICENSE'), join(to, 'Lanline.txt'));
  writeFileSync(
    join(to, 'packages.txt'),
    packagesIn(join(app, 'node_modules'))
      .toSorted()
      .map((folder) => entryOf(folder))
      .join('\n'),
  );
  const pages = join(app, 'renderer');
  for (const page of existsSync(pages) ? readdirSync(pages) : []) {
    const list = join(pages, page, '.vite/license.md');
    if (existsSync(list)) cpSync(list, join(to, `${page}.md`));
  }
}

/** Folders of all packages below a `node_modules`, also of those inside others. */
function packagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.startsWith('@')) return packagesIn(path);
    return existsSync(join(path, 'package.json')) ? [path, ...packagesIn(join(path, 'node_modules'))] : [];
  });
}

function entryOf(folder: string): string {
  const {
    name,
    version,
    license = 'unknown',
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
  const files = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file))
    .toSorted();
  // libvips is many libraries, and names their licences in its description only
  const told =
    files.length === 0 && name.startsWith('@img/') && existsSync(join(folder, 'README.md'))
      ? ['README.md']
      : files;
  const texts = told.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${'─'.repeat(80)}\n${name} ${version}: ${license}`, ...texts].join('\n\n').concat('\n');
}
