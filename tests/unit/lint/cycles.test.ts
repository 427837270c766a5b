// Plants import cycles beside our own configuration and asks the linter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantAndLint } from './planted.ts';

/** Ways in which `a` and `b` can know each other; `other` is the path to the other one. */
const CYCLES: Record<string, (other: string) => string> = {
  values: (other) => `import { x as y } from '${other}'; export const x: () => unknown = () => y;`,
  types: (other) => `import type { X as Y } from '${other}'; export interface X { y?: Y }`,
  'inline-types': (other) => `import { type X as Y } from '${other}'; export interface X { y?: Y }`,
  'exported-types': (other) => `export type { X as Y } from '${other}'; export interface X { x: 1 }`,
  're-exports': (other) => `export * from '${other}'; export const x = 1;`,
};
const FOLDERS = ['protocol', 'server/chat', 'main/ipc', 'renderer/chat', 'terminal', 'tests/unit', 'scripts'];

test('a cycle of imports is rejected everywhere, of types alone too', async () => {
  const wrong = new Map<string, string>();
  for (const folder of FOLDERS)
    for (const [kind, form] of Object.entries(CYCLES)) {
      wrong.set(`${folder}/${kind}-a.ts`, form(`./${kind}-b.ts`));
      wrong.set(`${folder}/${kind}-b.ts`, form(`./${kind}-a.ts`));
    }
  // around a larger circle, through folders
  const circle = Array.from({ length: 12 }, (_, at) => `server/chat/circle-${String(at)}/part.ts`);
  for (const [at, file] of circle.entries())
    wrong.set(file, CYCLES['types']?.(`../circle-${String((at + 1) % circle.length)}/part.ts`) ?? '');
  const right: [string, string][] = [
    ['protocol/top.ts', "import type { X } from './middle.ts'; export type Y = X;"],
    ['protocol/middle.ts', "import type { X as Y } from './bottom.ts'; export interface X { y: Y }"],
    ['protocol/bottom.ts', 'export interface X { x: 1 }'],
  ];
  const faults = await plantAndLint([...wrong, ...right], /no-cycle/);
  assert.deepEqual(faults, new Set(wrong.keys()));
});
