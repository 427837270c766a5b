// What electron-builder takes for an unpacked Electron: as much of one for each system as it looks at, with
// fuses that can be flipped. Electron's own cannot be downloaded everywhere.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/**
 * What @electron/fuses looks for; then the version of the wire, its length, and nine fuses as Electron ships
 * them.
 */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100010'),
]);

/** Puts all three into `folder`; answers where each lies. */
export function makeElectronDists(folder: string): Record<'linux' | 'win' | 'mac', string> {
  const dists = {
    linux: join(folder, 'electron-linux'),
    win: join(folder, 'electron-win'),
    mac: join(folder, 'electron-mac'),
  };
  put(join(dists.linux, 'electron'), FUSES);
  chmodSync(join(dists.linux, 'electron'), 0o755);
  put(join(dists.win, 'electron.exe'), Buffer.concat([windowsProgram(), FUSES]));
  makeMacApp(join(dists.mac, 'Electron.app/Contents'));
  for (const dist of Object.values(dists)) put(join(dist, 'LICENSES.chromium.html'), 'Chromium’s licences');
  return dists;
}

/** A program without code, with the version that is edited. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

function makeMacApp(contents: string): void {
  put(
    join(contents, 'Info.plist'),
    plist({ CFBundleExecutable: 'Electron', CFBundleName: 'Electron', CFBundleIconFile: 'electron.icns' }),
  );
  put(join(contents, 'MacOS/Electron'), 'stand-in');
  put(join(contents, 'Resources/electron.icns'), '');
  put(join(contents, 'Frameworks/Electron Framework.framework/Electron Framework'), FUSES);
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `Electron Helper${kind}`;
    put(
      join(contents, `Frameworks/${helper}.app/Contents/Info.plist`),
      plist({ CFBundleExecutable: helper }),
    );
    put(join(contents, `Frameworks/${helper}.app/Contents/MacOS/${helper}`), 'stand-in');
  }
}

const plist = (entries: Record<string, string>): string => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>${Object.entries(entries)
  .map(([key, value]) => `<key>${key}</key><string>${value}</string>`)
  .join('')}</dict></plist>
`;

function put(file: string, content: string | Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
