import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../../..');

/** An empty folder with these files, by path; removed after the tests of the file. */
export function plant(files: Iterable<readonly [path: string, text: string]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-lint-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The planted files that the linter, with our configuration, rejects by one of these rules. */
export async function plantAndLint(
  files: Iterable<readonly [path: string, text: string]>,
  rules: RegExp,
): Promise<Set<string>> {
  const folder = plant([...files, ['package.json', '{"type":"module"}']]);
  cpSync(join(root, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  // exit code 1 is what faults give
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json'],
    { cwd: folder, maxBuffer: 1e8 },
  ).catch((error: { code?: number; stdout: string; stderr: string }) => {
    if (error.code !== 1) throw new Error(error.stderr + error.stdout);
    return error;
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return new Set(
    diagnostics.filter(({ code }) => rules.test(code)).map(({ filename }) => filename.replaceAll('\\', '/')),
  );
}
