import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The build this runs from, as `npm run build` noted it beside the compiled files; `dev` when it runs from its sources. */
export function readBuild(): string {
  try {
    const noted: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../build.json'), 'utf8'));
    return typeof noted === 'object' && noted !== null && 'build' in noted && typeof noted.build === 'string' ? noted.build : 'dev';
  } catch {
    return 'dev';
  }
}
