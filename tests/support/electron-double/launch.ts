// What the Electron executable does with its command line: [-r module] [--switches] <app folder or file>
// [arguments]
import inspector from 'node:inspector';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const executable = join(import.meta.dirname, 'electron');
const double = new URL('electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: double, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

// real Electron's argv has no script, and begins with its own binary
process.argv.splice(0, 2, executable);
process.execPath = executable;

const modules: string[] = [];
let entry = '.';
const rest = process.argv.slice(1);
for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
  if (argument === '-r' || argument === '--require') modules.push(resolve(rest.shift() ?? ''));
  else if (argument.startsWith('--inspect')) inspector.open(Number(argument.split('=')[1] ?? 9229));
  else if (!argument.startsWith('-')) {
    entry = argument;
    break;
  }
}
let main = resolve(entry);
let appPath = dirname(main);
if (statSync(main).isDirectory()) {
  appPath = main;
  main = join(main, (JSON.parse(readFileSync(join(main, 'package.json'), 'utf8')) as { main: string }).main);
}
// the Electron whose part it takes, so that what is said of it is true in form
const { version } = createRequire(import.meta.url)('electron/package.json') as { version: string };
Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true });
const { runtime } = await import('./runtime.ts');
runtime.appPath = appPath;
Object.assign(process, {
  type: 'browser',
  resourcesPath: join(appPath, 'resources'),
  ...(!runtime.isPackaged && { defaultApp: true }),
});
if (existsSync(join(appPath, 'package.json')))
  runtime.packageJson = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));

const { boot } = await import('./boot.ts');
const require = createRequire(join(appPath, 'package.json'));
// oxlint-disable-next-line typescript/no-unsafe-call: what `-r` names is loaded as Electron loads it
for (const file of modules) require(file);
await boot(pathToFileURL(main).href);
