// electron-builder's unpacked folders for the three systems, made on this machine over stand-ins of Electron:
// what is in them and what is not.
// Run by `npm run test:packaging`; the desktop's specs run from what is packed here (APP_DIR).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { extractAll, getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch } from 'electron-builder';
import { NtExecutable, NtExecutableResource } from 'resedit';
import { signingArguments } from '../../../scripts/packaging.ts';
import { converse, type OpenCli } from '../../support/helpers/cli-conversation.ts';
import { openProcess } from '../../unit/terminal/terminal.ts';
import { makeElectronDists } from './electron-dists.ts';
import { plannedInstaller } from './planned-installer.ts';
import { filesBelow, nativeKind, packedApp, type System } from './packed-app.ts';

const root = join(import.meta.dirname, '../../..');
const dist = join(root, 'dist');
/** Bytes of what is ours: the archive and what lies beside it. sharp's programs are half of it. */
const BUDGET = 48 * 1024 ** 2;

type Kind = [System, 'x64' | 'arm64'];
const linux: Kind = ['linux', 'x64'];
const packed = join(dist, 'packed');
const scratch = mkdtempSync(join(tmpdir(), 'lanline-packaging-'));
after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

const KINDS: readonly Kind[] = [linux, ['win', 'x64'], ['win', 'arm64'], ['mac', 'arm64']];

before(async () => {
  const dists = makeElectronDists(scratch);
  for (const system of ['linux', 'win', 'mac'] as const) {
    const processors = KINDS.filter(([name]) => name === system).map(([, processor]) => `--${processor}`);
    const child = spawn(
      process.execPath,
      [
        join(root, 'scripts/package.js'),
        `--${system}`,
        ...processors,
        '--dir',
        '--electron-dist',
        dists[system],
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const [said, complained, [code]] = await Promise.all([
      child.stdout.setEncoding('utf8').toArray(),
      child.stderr.setEncoding('utf8').toArray(),
      once(child, 'close') as Promise<[number]>,
    ]);
    assert.equal(code, 0, [...said, ...complained].join(''));
  }
});

for (const [system, processor] of KINDS) {
  const { resources, program } = packedApp(dist, system, processor);
  const archive = join(resources, 'app.asar');

  test(`${system} ${processor}: the app is in the archive, and nothing that is only for development`, () => {
    const files = listPackage(archive, { isPack: false }).map((name) => name.replaceAll('\\', '/'));
    for (const needed of [
      '/package.json',
      '/build.json',
      '/main/index.js',
      '/main/ipc/preload.cjs',
      '/renderer/dashboard/index.html',
      '/renderer/chat/index.html',
      '/server/store/index/index-worker.js',
      '/terminal/chat.js',
      '/node_modules/sharp/package.json',
    ]) {
      assert.ok(files.includes(needed), needed);
    }
    const unwanted = files.filter((name) =>
      /\.(?:map|ts|tsx|md)$|^\/(?:tests|bench|scripts|docs|data|out)\b|node_modules\/(?:node-linux-|electron\/|typescript|vite|react|@playwright|@types)/.test(
        name,
      ),
    );
    assert.deepEqual(unwanted, []);
  });

  test(`${system} ${processor}: programs of this system and no other lie beside the archive`, () => {
    const unpacked = `${archive}.unpacked`;
    const natives = filesBelow(unpacked).filter((name) => /\.(?:node|dll|dylib|so(?:\.[\d.]+)?)$/.test(name));
    assert.ok(
      natives.some((name) => name.endsWith('.node')),
      natives.join(),
    );
    assert.deepEqual(
      [...new Set(natives.map((name) => nativeKind(join(unpacked, name))))],
      [`${system}-${processor}`],
    );
  });

  test(`${system} ${processor}: what is ours keeps within its budget`, (t) => {
    const bytes =
      statSync(archive).size +
      filesBelow(`${archive}.unpacked`).reduce(
        (sum, name) => sum + statSync(join(`${archive}.unpacked`, name)).size,
        0,
      );
    t.diagnostic(`${(bytes / 1024 ** 2).toFixed(1)} MB of ${String(BUDGET / 1024 ** 2)} MB`);
    assert.ok(bytes < BUDGET, String(bytes));
  });

  test(`${system} ${processor}: everybody's licence lies where it can be opened`, () => {
    const packages = readFileSync(join(resources, 'licences/packages.txt'), 'utf8');
    for (const text of [/^express [\d.]+: MIT$/m, /^@img\/sharp-.*LGPL-3\.0-or-later/m])
      assert.match(packages, text);
    assert.match(readFileSync(join(resources, 'licences/Lanline.txt'), 'utf8'), /MIT License/);
    assert.match(readFileSync(join(resources, 'licences/dashboard.md'), 'utf8'), /react/);
  });

  test(`${system} ${processor}: the fuses are as docs/security-checklist.md says`, async () => {
    const wire = await getCurrentFuseWire(program);
    const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    assert.deepEqual(
      {
        runAsNode: on(FuseV1Options.RunAsNode),
        cookies: on(FuseV1Options.EnableCookieEncryption),
        nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
        inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
        integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
        onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
        fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
      },
      {
        runAsNode: false,
        cookies: true,
        nodeOptions: false,
        inspect: false,
        integrity: true,
        onlyAsar: true,
        fileProtocol: false,
      },
    );
  });

  // Electron checks it on these two
  test(
    `${system} ${processor}: the program knows the archive's checksum`,
    { skip: system === 'linux' && 'Electron has no such check on Linux' },
    () => {
      const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex');
      if (system === 'mac') {
        assert.ok(readFileSync(join(resources, '../Info.plist'), 'utf8').includes(hash));
        return;
      }
      const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(program)));
      const noted = entries.find(({ type }) => type === 'INTEGRITY');
      assert.ok(noted && Buffer.from(noted.bin).toString().includes(hash));
    },
  );
}

test('linux: the AppImage’s and the .deb’s entry in the menu keep the sandbox, and the window belongs to it', async () => {
  const made = {
    platform: 'linux',
    arch: Arch.x64,
    app: 'app-linux',
    unpacked: join(dist, 'linux-unpacked'),
  } as const;
  const appImage = await plannedInstaller(
    root,
    { ...made, target: 'AppImage' },
    (options) => options as { desktop: string; desktopFileName: string },
  );
  const deb = await plannedInstaller(root, { ...made, target: 'deb' }, (options) => {
    const [fpm, entry] = options as [string[], string];
    return { fpm, entry, desktop: readFileSync(entry, 'utf8') };
  });
  assert.ok(appImage && deb);
  const { fpm, entry } = deb;
  assert.equal(appImage.desktopFileName, 'lanline.desktop');
  assert.ok(fpm.includes(`${entry}=/usr/share/applications/lanline.desktop`), fpm.join('\n'));
  for (const { desktop } of [appImage, deb]) {
    assert.match(desktop, /^StartupWMClass=lanline$/m);
    assert.doesNotMatch(desktop, /no-sandbox/);
  }
  assert.equal(fpm[fpm.indexOf('--url') + 1], 'https://github.com/lanline/lanline');
  const { desktopName } = JSON.parse(
    readFileSync(join(root, 'dist/app-linux/package.json'), 'utf8'),
  ) as Record<string, unknown>;
  assert.equal(desktopName, 'lanline.desktop', 'what Electron reads');
});

// electron-builder downloads a packer before it says what would be in an .exe
test('win: each processor has an installer of its own', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  assert.match(config, /^nsis:\n(?: .*\n)* {2}buildUniversalInstaller: false$/m);
  assert.match(config, /^artifactName: .*\$\{arch\}/m);
});

test('mac: an app without a certificate is signed ad hoc, one with it by the certificate', () => {
  assert.deepEqual(signingArguments('mac', {}), ['-c.mac.identity=-']);
  assert.deepEqual(signingArguments('mac', { CSC_LINK: '' }), ['-c.mac.identity=-']);
  assert.deepEqual(signingArguments('mac', { CSC_LINK: 'certificate.p12' }), []);
  assert.deepEqual(signingArguments('mac', { CSC_NAME: 'Lanline developers' }), []);
  assert.deepEqual(signingArguments('win', {}), []);
});

test('the packed app for this system is laid out as a folder for the desktop’s specs', () => {
  rmSync(packed, { recursive: true, force: true });
  extractAll(join(packedApp(dist, ...linux).resources, 'app.asar'), packed);
  assert.ok(statSync(join(packed, 'main/index.js')).isFile());
});

test('the packed app answers to lanline --cli: help, and a conversation in the app’s own data folder', async (t) => {
  const config = join(scratch, 'config');
  const open: OpenCli = (...words) =>
    openProcess(t, join(root, 'tests/support/electron-double/electron'), [packed, '--cli', ...words], {
      XDG_CONFIG_HOME: config,
      ELECTRON_DOUBLE_PACKAGED: '1',
      // a window would need one
      ELECTRON_DOUBLE_BROWSER: 'none',
    });
  const help = open('serve', '--help');
  assert.equal(await help.exitCode, 0, help.stderr);
  assert.match(help.stdout, /^Usage: lanline --cli serve \[flags\]\n/);
  const said = await converse(open, { folder: scratch });
  assert.ok(said.includes(`Data folder: ${join(config, 'Lanline/data')}\n`), said);
});
