// The folder without which nothing begins: made where that can be done, else why not, and always soon.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { needFolder } from '../../../../main/lifecycle/need-folder.ts';

test('it is made with those above it, and taken where it is there', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'lanline-need-'));
  t.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const folder = join(root, 'a', 'b');
  assert.equal(needFolder(folder), undefined);
  assert.equal(statSync(folder).isDirectory(), true);
  assert.equal(needFolder(folder), undefined);
});

test('a file in its place, a link to nowhere, and what the system refuses are said', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'lanline-need-'));
  t.after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const [file, link, loop] = [join(root, 'file'), join(root, 'link'), join(root, 'loop')];
  writeFileSync(file, '');
  symlinkSync(join(root, 'nowhere'), link);
  symlinkSync(loop, loop);
  for (const bad of [
    file,
    join(file, 'x'),
    link,
    loop,
    join(root, 'x'.repeat(300)),
    ...(process.platform === 'linux' ? ['/proc/self/x'] : []),
  ]) {
    assert.match(needFolder(bad) ?? 'it was taken', /^E[A-Z]+: /, bad);
  }
});
