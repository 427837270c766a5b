import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTree } from '../../../scripts/check-tree.ts';
import { plant } from './planted.ts';

const check = (...paths: string[]): string[] =>
  checkTree(plant(paths.map((path) => [path, 'export {};\n'] as const)));

const lines = (count: number) => 'export {};\n'.repeat(count);

test('nothing lies flat in server/ and main/ but the entries', () => {
  assert.deepEqual(check('server/index.ts', 'main/index.ts', 'main/app.ts', 'server/chat/a.ts'), []);
  for (const file of ['server/loose.ts', 'main/loose.ts', 'main/preload.cts']) {
    const faults = check('server/index.ts', file);
    assert.equal(faults.length, 1);
    assert.ok(faults[0]?.startsWith(`${file}: `), faults[0]);
  }
});

test('two files have one name only in different areas', () => {
  for (const [one, other] of [
    ['server/chat/people/names.ts', 'server/chat/channels/names.ts'],
    ['server/store/store.ts', 'server/store/log/deep/store.ts'],
    ['renderer/dashboard/icon.ts', 'renderer/dashboard/log/icon.tsx'],
    ['renderer/chat/room/room.module.css', 'renderer/chat/files/room.module.css'],
    ['renderer/dashboard/log/log.texts.ts', 'renderer/dashboard/settings/log.texts.ts'],
    ['protocol/ids.ts', 'protocol/ids.js'],
    ['terminal/people.ts', 'terminal/People.ts'],
    ['scripts/a.js', 'scripts/a.ts'],
    ['tests/unit/server/http/uploads/a.test.ts', 'tests/unit/server/http/a.test.ts'],
    ['tests/e2e/desktop/network.ts', 'tests/e2e/desktop/network.cjs'],
  ] as const) {
    const faults = check(one, other);
    assert.equal(faults.length, 1, `${one} and ${other}`);
    assert.ok(faults[0]?.includes(one) && faults[0].includes(other), faults[0]);
  }
  assert.deepEqual(
    check(
      'server/chat/names.ts',
      'server/http/names.ts',
      'server/chat/index.ts',
      'server/chat/people/index.ts',
      'renderer/dashboard/log/log.ts',
      'renderer/dashboard/log/log.module.css',
      'renderer/dashboard/log/log.texts.ts',
      'tests/unit/server/chat/names.test.ts',
      'tests/unit/server/http/names.test.ts',
      'tests/support/fixtures/a/data.ts',
      'tests/support/fixtures/b/data.ts',
    ),
    [],
  );
});

test('300 lines are enough for a file', () => {
  const folder = plant([
    ['server/chat/long.ts', lines(301)],
    ['renderer/chat/long.css', lines(301)],
    ['tests/unit/long.test.ts', lines(301)],
    ['server/http/enough.ts', lines(300)],
    ['tests/support/fixtures/long.ts', lines(301)],
  ]);
  assert.deepEqual(
    checkTree(folder).map((fault) => fault.split(':')[0]),
    ['renderer/chat/long.css', 'server/chat/long.ts', 'tests/unit/long.test.ts'],
  );
});
