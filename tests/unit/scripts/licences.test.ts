import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeLicences } from '../../../scripts/licences.ts';

const root = join(import.meta.dirname, '../../..');

test('what is brought along is named with its licence: packages, those inside others, libvips, and what is in the pages', (t) => {
  const scratch = mkdtempSync(join(tmpdir(), 'lanline-licences-'));
  t.after(() => {
    rmSync(scratch, { recursive: true });
  });
  const app = join(scratch, 'app');
  const own = (path: string, text: string) => {
    mkdirSync(join(app, path, '..'), { recursive: true });
    writeFileSync(join(app, path), text);
  };
  for (const name of ['express', '@fastify/busboy'])
    cpSync(join(root, 'node_modules', name), join(app, 'node_modules', name), { recursive: true });
  own(
    'node_modules/express/node_modules/inner/package.json',
    '{"name":"inner","version":"1.2.3","license":"ISC"}',
  );
  own('node_modules/express/node_modules/inner/NOTICE', 'Inner’s notice');
  own(
    'node_modules/@img/sharp-libvips-linux-x64/package.json',
    '{"name":"@img/sharp-libvips-linux-x64","version":"1.3.0","license":"LGPL-3.0-or-later"}',
  );
  own('node_modules/@img/sharp-libvips-linux-x64/README.md', 'cairo: MPL 2');
  own('renderer/dashboard/.vite/license.md', 'react - MIT');
  const to = join(scratch, 'licences');
  mkdirSync(to);
  writeFileSync(join(to, 'old.txt'), 'of the last time');

  writeLicences({ root, app, to });

  assert.deepEqual(readdirSync(to).toSorted(), ['Lanline.txt', 'dashboard.md', 'packages.txt']);
  const packages = readFileSync(join(to, 'packages.txt'), 'utf8');
  for (const text of [
    /^express [\d.]+: MIT$/m,
    /TJ Holowaychuk/,
    /^@fastify\/busboy [\d.]+: MIT$/m,
    /Brian White/,
    /^inner 1\.2\.3: ISC$/m,
    /Inner’s notice/,
    /LGPL-3\.0-or-later/,
    /cairo: MPL 2/,
  ])
    assert.match(packages, text);
});
