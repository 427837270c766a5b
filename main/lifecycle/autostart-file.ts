// Starting at login on Linux: a desktop entry in the autostart folder, which every desktop reads.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

const FILE = 'lanline.desktop';

/** `program` is an absolute path; `flag` is given to it. */
export function createAutostartFile({
  env,
  home,
  program,
  flag,
}: {
  env: NodeJS.ProcessEnv;
  home: string;
  program: string;
  flag: string;
}): { isOn(): boolean; set(on: boolean): void } {
  // the specification wants relative paths to be ignored
  const configured = env['XDG_CONFIG_HOME'];
  const folder = join(
    configured !== undefined && isAbsolute(configured) ? configured : join(home, '.config'),
    'autostart',
  );
  const file = join(folder, FILE);
  return {
    isOn: () => {
      const entry = read(file);
      // the desktops' own settings turn an entry off by one of these
      return (
        entry !== undefined &&
        !/^\s*Hidden\s*=\s*true\s*$/m.test(entry) &&
        !/^\s*X-GNOME-Autostart-enabled\s*=\s*false\s*$/m.test(entry)
      );
    },
    set: (on) => {
      if (!on) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, desktopEntry(program, flag));
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // not there, or not readable for the desktop either
  }
}

function desktopEntry(program: string, flag: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Lanline',
    'Comment=Chat for everyone on your network',
    'Comment[de]=Chat für alle in deinem Netz',
    `Exec=${quoteExec(program)} ${flag}`,
    'Icon=lanline',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * One argument of `Exec`, as the Desktop Entry Specification wants it: in quotes, `"` `` ` `` `$` and `\`
 * escaped, a `%` doubled; and then, since the value is a string of the file, each backslash once more.
 */
export function quoteExec(argument: string): string {
  const quoted = `"${argument.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
  return quoted
    .replaceAll('%', '%%')
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', String.raw`\n`);
}
