import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { BuildError, buildId, ensureBuild, holdBuild } from '../../../scripts/builds.ts';

const root = join(import.meta.dirname, '../../..');

const MAIN = `
process.stdin.once('data', () => { void import('./later.ts').then(({ text }) => { console.log(text); process.stdin.destroy(); }); });
console.log('ready');
`;

/** A project with our own configuration and two small files. */
function project(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'lanline-build-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'])
    cpSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"1.2.3"}');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  mkdirSync(join(folder, 'server'));
  writeFileSync(join(folder, 'server/main.ts'), MAIN);
  say(folder, 'first');
  return folder;
}

function say(folder: string, text: string): void {
  writeFileSync(join(folder, 'server/later.ts'), `export const text: string = '${text}';\n`);
}

/** Every file below a folder with what tells that it was written again. */
function fingerprint(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .toSorted()
      .map((name) => {
        const found = statSync(join(folder, name));
        // that a build was used is noted as its time
        const time = name.endsWith('build.json') ? '' : String(found.mtimeMs);
        return [name, found.isDirectory() ? 'folder' : `${String(found.ino)} ${String(found.size)} ${time}`];
      }),
  );
}

test('a build has the compiled files and says what it is', async (t) => {
  const folder = project(t);
  const build = await ensureBuild(folder);
  assert.equal(build.made, true);
  assert.equal(build.id, buildId(folder));
  assert.deepEqual(JSON.parse(readFileSync(join(build.folder, 'build.json'), 'utf8')), {
    build: build.id,
    version: '1.2.3',
  });
  assert.match(readFileSync(join(build.folder, 'server/main.js'), 'utf8'), /import\('\.\/later\.js'\)/);
});

test('with nothing to do, nothing is compiled or written', async (t) => {
  const folder = project(t);
  const { folder: built } = await ensureBuild(folder);
  const before = fingerprint(join(folder, 'out'));
  let asked = 0;
  assert.deepEqual(
    await ensureBuild(folder, {
      onBuild: () => {
        asked += 1;
      },
    }),
    { id: buildId(folder), folder: built, made: false },
  );
  assert.equal(asked, 0);
  assert.deepEqual(fingerprint(join(folder, 'out')), before);
});

test('the id follows the sources, their names and the configuration, and nothing else', (t) => {
  const folder = project(t);
  const seen = [buildId(folder)];
  const changed = (change: () => void) => {
    change();
    const id = buildId(folder);
    const isNew = !seen.includes(id);
    seen.push(id);
    return isNew;
  };
  assert.ok(
    changed(() => {
      say(folder, 'second');
    }),
  );
  assert.ok(
    changed(() => {
      writeFileSync(join(folder, 'server/empty.ts'), '');
    }),
  );
  assert.ok(
    changed(() => {
      writeFileSync(join(folder, 'package.json'), '{"type":"module","version":"1.2.4"}');
    }),
  );
  assert.ok(
    !changed(() => {
      utimesSync(join(folder, 'server/main.ts'), 1, 1);
    }),
  );
  assert.ok(
    !changed(() => {
      mkdirSync(join(folder, 'tests'));
      writeFileSync(join(folder, 'tests/x.ts'), '');
    }),
  );
});

test('what does not compile is told, and leaves neither a build nor a part of one', async (t) => {
  const folder = project(t);
  writeFileSync(join(folder, 'server/later.ts'), 'export const text: string = 1;\n');
  await assert.rejects(
    ensureBuild(folder),
    (error) => error instanceof BuildError && /later\.ts.*TS2322/.test(error.message),
  );
  assert.deepEqual(existsSync(join(folder, 'out')) ? readdirSync(join(folder, 'out')) : [], []);
  say(folder, 'mended');
  assert.equal((await ensureBuild(folder)).made, true);
});

test('two builds at once give one whole build', async (t) => {
  const folder = project(t);
  const script = `const { ensureBuild } = await import(${JSON.stringify(join(root, 'scripts/builds.ts'))}); console.log((await ensureBuild(${JSON.stringify(folder)})).id);`;
  const run = async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(child, 'close');
    return said.trim();
  };
  const ids = await Promise.all([run(), run()]);
  assert.deepEqual(ids, [buildId(folder), buildId(folder)]);
  assert.deepEqual(readdirSync(join(folder, 'out')), [buildId(folder)]);
  assert.deepEqual(
    readdirSync(join(folder, 'out', buildId(folder), 'server')).filter((name) => name.endsWith('.js')),
    ['later.js', 'main.js'],
  );
});

test('a running process loads its own files after a rebuild; what nobody runs is removed', async (t) => {
  const folder = project(t);
  const first = await ensureBuild(folder);
  const script = `import { holdBuild } from ${JSON.stringify(join(root, 'scripts/builds.ts'))};
    holdBuild({ folder: ${JSON.stringify(first.folder)} }); await import(${JSON.stringify(join(first.folder, 'server/main.js'))});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  assert.equal((await lines.next()).value, 'ready');

  say(folder, 'second');
  const second = await ensureBuild(folder, { keepUnusedMs: 0 });
  assert.notEqual(second.id, first.id);
  say(folder, 'third');
  const third = await ensureBuild(folder, { keepUnusedMs: 0 });
  assert.deepEqual(
    readdirSync(join(folder, 'out')).toSorted(),
    [first.id, third.id].toSorted(),
    'the second had no user',
  );

  child.stdin.write('go\n');
  assert.equal((await lines.next()).value, 'first');
  await once(child, 'close');
  say(folder, 'fourth');
  const fourth = await ensureBuild(folder, { keepUnusedMs: 0 });
  assert.deepEqual(readdirSync(join(folder, 'out')), [fourth.id], 'the first has no user any more');
});

test('builds used a short while ago stay, what killed processes left goes', async (t) => {
  const folder = project(t);
  const first = await ensureBuild(folder);
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'close');
  mkdirSync(join(folder, 'out', `.new-abc-${String(ended.pid)}`));
  mkdirSync(join(folder, 'out', `.old-abc-${String(ended.pid)}`));
  mkdirSync(join(folder, 'out', `.new-abc-${String(process.pid)}`));
  say(folder, 'second');
  const second = await ensureBuild(folder);
  assert.deepEqual(
    readdirSync(join(folder, 'out')).toSorted(),
    [`.new-abc-${String(process.pid)}`, first.id, second.id].toSorted(),
  );
});

test('a mark is a file of this process', async (t) => {
  const folder = project(t);
  const build = await ensureBuild(folder);
  holdBuild(build);
  assert.deepEqual(readdirSync(join(build.folder, 'used-by')), [String(process.pid)]);
});

test('the guests’ page knows its build, has its scripts named by content, texts also compressed, and colours for older browsers', async (t) => {
  const folder = project(t);
  const source = join(folder, 'renderer/chat');
  mkdirSync(join(source, 'public/icons'), { recursive: true });
  writeFileSync(
    join(source, 'index.html'),
    '<!doctype html><html lang="en"><head><title>x</title></head><body><script type="module" src="./main.ts"></script></body></html>',
  );
  writeFileSync(
    join(source, 'main.ts'),
    `import './main.css';\ndocument.title = '${'talk '.repeat(400)}';\n`,
  );
  writeFileSync(join(source, 'main.css'), 'body { color: oklch(0.455 0.078 197); }');
  writeFileSync(join(source, 'public/icons/64.png'), Buffer.alloc(2_000));
  const build = await ensureBuild(folder);
  const page = join(build.folder, 'renderer/chat');
  const html = readFileSync(join(page, 'index.html'), 'utf8');
  assert.ok(html.includes(`<meta name="lanline-build" content="${build.id}">`), html);
  const [, script = ''] = /src="(\/assets\/index-[\w-]{8}\.js)"/.exec(html) ?? [];
  const text = readFileSync(join(page, script));
  assert.ok(text.length > 2_000);
  assert.deepEqual(brotliDecompressSync(readFileSync(join(page, `${script}.br`))), text);
  assert.deepEqual(gunzipSync(readFileSync(join(page, `${script}.gz`))), text);
  const [, style = ''] = /href="(\/assets\/[^"]*\.css)"/.exec(html) ?? [];
  assert.match(readFileSync(join(page, style), 'utf8'), /color:#[\da-f]{6};color:(?:lab|oklch)/);
  const files = readdirSync(page, { recursive: true, encoding: 'utf8' });
  assert.ok(files.includes(join('icons', '64.png')));
  assert.deepEqual(
    files.filter((name) => /\.map$|png\.(?:br|gz)$/.test(name)),
    [],
  );
});
