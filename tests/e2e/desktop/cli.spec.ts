// `--cli`: the app as a command. It opens no window, and an app that is open notices nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { converse, type OpenCli } from '../../support/helpers/cli-conversation.ts';
import { openProcess } from '../../unit/terminal/terminal.ts';
import { addressOf, expect, isReal, test as base } from './app.ts';
import { FAULTS } from './faults.ts';
import { makeSurroundings, removeSurroundings, type Surroundings } from './surroundings.ts';

interface Fixtures {
  /** What `cli` runs in; for an app that stands by too */
  surroundings: Surroundings;
  cli: OpenCli;
}

const program = (): string => createRequire(import.meta.url)('electron') as string;

/** Written to stderr when a window opens */
const WINDOW = 'a window was opened';

const test = base.extend<Fixtures>({
  surroundings: async ({}, use) => {
    const made = await makeSurroundings({ isPackaged: !isReal });
    await use(made);
    removeSurroundings(made);
  },
  cli: async ({ appDir, surroundings }, use) => {
    const { folder, userData, env } = surroundings;
    const watch = join(folder, 'windows.cjs');
    writeFileSync(
      watch,
      `require("electron").app.on("browser-window-created", () => console.error("${WINDOW}"));`,
    );
    const endings: (() => Promise<void>)[] = [];
    const opened: ReturnType<OpenCli>[] = [];
    await use((...words) => {
      const own = ['-r', watch, '-r', FAULTS, '--no-sandbox', appDir, `--user-data-dir=${userData}`];
      const started = openProcess(
        { after: (end) => void endings.push(end) },
        program(),
        [...own, '--cli', ...words],
        // the stand-in then has no browser, and fails if one is used
        { ...env, ELECTRON_DOUBLE_BROWSER: 'none', FAULT_FILE: join(folder, 'temp/throw') },
        folder,
      );
      opened.push(started);
      return started;
    });
    for (const ending of endings) await ending();
    expect(opened.filter(({ stderr }) => stderr.includes(WINDOW))).toEqual([]);
  },
});

test('help, the version and what is wrong come out with their exit statuses', async ({ cli }) => {
  const help = cli('serve', '--help');
  expect(await help.exitCode).toBe(0);
  expect(help.stdout).toMatch(/^Usage: lanline --cli (?:-- )?serve \[flags\]|^Usage: npm start/);
  expect(help.stdout).toContain('--max-upload <size>');
  const version = cli('--version');
  expect(await version.exitCode).toBe(0);
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);

  for (const [words, said] of [
    [['serve', '--port', 'many'], '--port is "many"; expected a whole number from 0 to 65535.'],
    [['serf'], "Unknown subcommand 'serf'. Did you mean serve?"],
    [[], 'Subcommands:'],
  ] as const) {
    const bad = cli(...words);
    expect(await bad.exitCode, words.join(' ')).toBe(2);
    expect(bad.stderr).toContain(said);
    expect(bad.stdout).toBe('');
  }
});

test(
  'a conversation by the command, while the app stands by with its window hidden',
  { tag: '@full' },
  async ({ appDir, cli, start, surroundings }) => {
    const desktop = await start({ surroundings });
    await addressOf(desktop);
    await expect.poll(async () => desktop.isVisible()).toBe(true);
    await desktop.electron.evaluate(({ app, BrowserWindow }) => {
      Object.assign(globalThis, { launches: [] });
      app.on('second-instance', (_event, argv) => {
        (globalThis as unknown as { launches: string[][] }).launches.push(argv);
      });
      BrowserWindow.getAllWindows()[0]?.close();
    });
    await expect.poll(async () => desktop.isVisible()).toBe(false);

    await converse(cli, { folder: surroundings.folder, flags: ['--data', 'other'] });
    expect(existsSync(join(surroundings.folder, 'other/format.json'))).toBe(true);
    expect(await desktop.isVisible()).toBe(false);
    const refused = cli('serve', '--host', '127.0.0.1', '--port', '0', '--data', surroundings.data);
    expect(await refused.exitCode, refused.stderr).toBe(4);
    expect(refused.stderr).toContain(`in use by process ${String(desktop.pid)}`);

    // one without it is told to the app: the first that it hears of
    const second = spawn(program(), ['--no-sandbox', appDir, `--user-data-dir=${surroundings.userData}`], {
      env: surroundings.env,
      stdio: 'ignore',
    });
    await once(second, 'exit');
    await expect.poll(async () => desktop.isVisible()).toBe(true);
    const launches = await desktop.electron.evaluate(
      () => (globalThis as unknown as { launches: string[][] }).launches,
    );
    expect(launches.map((argv) => argv.includes('--cli'))).toEqual([false]);
  },
);

test('what nobody caught is written to stderr, and the status is 1', async ({ cli, surroundings }) => {
  const server = cli('serve', '--host', '127.0.0.1', '--port', '0', '--local-name', 'off', '--data', 'd');
  await server.printed(/Ctrl\+C closes the room/);
  writeFileSync(join(surroundings.folder, 'temp/throw'), '');
  expect(await server.exitCode).toBe(1);
  expect(server.stderr).toContain('a fault that nobody foresaw');
});
