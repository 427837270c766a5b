import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What this runs from. */
export interface Build {
  /**
   * What clients compare to see whether their page is older: as `npm run build` noted it beside the compiled
   * files, `dev` from the sources
   */
  build: string;
  /** Where the guests' page lies, compiled; the sources have none */
  pageFolder?: string;
}

/** The build that this file belongs to. */
export function readBuild(): Build {
  const build = notedBuild(join(import.meta.dirname, '../../build.json'));
  if (build === undefined) return { build: 'dev' };
  const pageFolder = join(import.meta.dirname, '../../renderer/chat');
  return { build, ...(existsSync(pageFolder) && { pageFolder }) };
}

function notedBuild(file: string): string | undefined {
  try {
    const noted: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof noted === 'object' && noted !== null && 'build' in noted && typeof noted.build === 'string'
      ? noted.build
      : undefined;
  } catch {
    return undefined;
  }
}
