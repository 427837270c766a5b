import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BuildError, ensureBuild, holdBuild, type Build } from './builds.ts';

const root = join(import.meta.dirname, '..');

/**
 * The current build, or undefined after saying why there is none. Speaks on stderr: stdout belongs to what is
 * started.
 */
export async function build(): Promise<Build | undefined> {
  try {
    return await ensureBuild(root, {
      onBuild: () => {
        console.error('Building …');
      },
    });
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return undefined;
  }
}

/** Runs `lanline <words>` in this process, from a build that is up to date. */
export async function launch(words: readonly string[]): Promise<void> {
  const current = await build();
  if (!current) return;
  holdBuild(current);
  process.argv.splice(1, Infinity, join(root, 'scripts/lanline.js'), ...words);
  await import(pathToFileURL(join(current.folder, 'server/cli/lanline.js')).href);
}
