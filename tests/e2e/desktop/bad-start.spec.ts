// Starts that cannot come to anything: said, and ended; a flag that is a little off is understood.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { addressOf, expect, test } from './app.ts';
import { makeSurroundings, removeSurroundings } from './surroundings.ts';

const BAD_SETTINGS = 2;

/** Starts the app by itself; resolves with how it ended and what it wrote. */
async function run(
  appDir: string,
  flags: (folder: string) => string[],
): Promise<{ code: number | null; said: string }> {
  const surroundings = await makeSurroundings({});
  // a box would wait for somebody; this writes down what it says
  const box = join(surroundings.folder, 'box.cjs');
  writeFileSync(
    box,
    'require("electron").dialog.showErrorBox = (title, text) => { process.stderr.write(`${title}: ${text}\\n`); };',
  );
  writeFileSync(join(surroundings.folder, 'file'), '');
  const child = spawn(
    createRequire(import.meta.url)('electron') as string,
    ['-r', box, '--no-sandbox', appDir, ...flags(surroundings.folder)],
    { env: surroundings.env, cwd: surroundings.folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    });
    return { code, said };
  } finally {
    child.kill('SIGKILL');
    removeSurroundings(surroundings);
  }
}

test('a folder for the settings that cannot be one', async ({ appDir }) => {
  const { code, said } = await run(appDir, (folder) => [`--user-data-dir=${join(folder, 'file', 'x')}`]);
  expect(said).toMatch(/Lanline: Lanline cannot use the folder .*(?:ENOTDIR|EEXIST)/);
  expect(code).toBe(BAD_SETTINGS);
});

test('flags that say nonsense', async ({ appDir }) => {
  const { code, said } = await run(appDir, (folder) => [
    `--user-data-dir=${join(folder, 'user')}`,
    '--port=many',
    '--host',
    'nowhere',
    '--config',
  ]);
  expect(said).toMatch(/Lanline: .*expected|Lanline: .*--help/);
  expect(code).toBe(BAD_SETTINGS);
});

test(
  'a relative folder for the settings is meant from where the app was started',
  { tag: '@full' },
  async ({ start }) => {
    const surroundings = await makeSurroundings({});
    const desktop = await start({ surroundings: { ...surroundings, userData: 'user' } });
    await addressOf(desktop);
    // read from there
    expect((await desktop.snapshot()).settings.server.name).toBe('Physik 10b');
  },
);

test('what the window remembers cannot be read: it opens where windows open', async ({ start }) => {
  const surroundings = await makeSurroundings({});
  mkdirSync(join(surroundings.userData, 'window.json'));
  const desktop = await start({ surroundings });
  await addressOf(desktop);
  await expect.poll(async () => desktop.isVisible()).toBe(true);
  await desktop.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(async () => desktop.isVisible()).toBe(false);
  // and it is still the same app
  await addressOf(desktop);
  expect(desktop.output()).not.toContain('Nobody caught');
});
