// What the linter checks. The import rules of ARCHITECTURE.md are the table below, so that a wrong import
// fails `npm run lint`.
import { posix } from 'node:path';
import { defineConfig } from 'oxlint';

interface Row {
  folder: string;
  /** What of ours it may import, beside its own files */
  ours: readonly string[];
  /** The packages it may import. 'free' is every package that no other row names. */
  packages: readonly string[] | 'free';
}

// every builtin module but the store's
const NODE = ['node:*', 'node:*/**', '!node:sqlite'];

export const TABLE: readonly Row[] = [
  // pure, since it is bundled into the browser too
  { folder: 'protocol', ours: [], packages: ['zod'] },
  // knows neither Express nor Socket.IO nor files
  {
    folder: 'server/chat',
    ours: ['protocol'],
    packages: ['node:crypto', 'node:events', 'node:util', 'tr46', 'unhomoglyph'],
  },
  {
    folder: 'server/store',
    ours: ['protocol'],
    packages: [...NODE, 'node:sqlite', 'sharp', 'file-type', 'filenamify', 'lru-cache', 'p-limit'],
  },
  {
    folder: 'server/network',
    ours: ['protocol', 'server/logging/escape-hidden.ts'],
    packages: [...NODE, 'ipaddr.js', 'uqr', 'multicast-dns'],
  },
  {
    folder: 'server/http',
    ours: ['protocol', 'server/chat', 'server/network/address.ts'],
    packages: [...NODE, 'ipaddr.js', 'express', 'helmet', 'cors', '@fastify/busboy'],
  },
  {
    folder: 'server/sockets',
    ours: ['protocol', 'server/chat'],
    packages: [...NODE, 'socket.io', 'socket.io-parser', 'lru-cache', 'bowser'],
  },
  // what is read from files has schemas as what travels has
  { folder: 'server/store/format', ours: ['protocol', 'server/store'], packages: [...NODE, 'zod'] },
  // these join the others
  { folder: 'server/settings', ours: ['protocol'], packages: [...NODE, 'zod', 'commander'] },
  {
    folder: 'server/logging',
    ours: ['protocol', 'server'],
    packages: [...NODE, 'pino', 'pino-roll', 'pino-pretty'],
  },
  {
    folder: 'server/runtime',
    ours: ['protocol', 'server', 'package.json'],
    packages: [...NODE, 'lru-cache'],
  },
  // one command for both: it loads the terminal client
  {
    folder: 'server/cli',
    ours: ['protocol', 'server', 'terminal/chat.ts'],
    packages: [...NODE, 'commander'],
  },
  { folder: 'server', ours: ['protocol', 'server'], packages: [] },
  { folder: 'terminal', ours: ['protocol'], packages: [...NODE, 'socket.io-client', 'commander'] },
  {
    folder: 'main',
    ours: ['server/index.ts'],
    packages: [...NODE, 'zod', 'electron', 'electron-store', 'electron-updater'],
  },
  { folder: 'renderer/ui', ours: [], packages: 'free' },
  { folder: 'renderer/chat', ours: ['protocol', 'renderer/ui'], packages: 'free' },
  { folder: 'renderer/dashboard', ours: ['main/ipc/contract.ts', 'renderer/ui'], packages: 'free' },
];

// named above, but good for browsers too
const FOR_BROWSERS = new Set(['zod', 'socket.io-client']);
const NAMED = TABLE.flatMap(({ packages }) => (packages === 'free' ? [] : packages));
const TAKEN = [...new Set(NAMED)].filter((name) => !name.startsWith('!') && !FOR_BROWSERS.has(name));

/** Patterns are read as in a .gitignore: the last one that matches decides. */
const allow = (pattern: string) => (pattern.startsWith('!') ? pattern.slice(1) : `!${pattern}`);
const withParts = (name: string) =>
  name.endsWith('*') || name.endsWith('.ts') ? [name] : [name, `${name}/**`];

const up = (levels: number) => '../'.repeat(levels);

/** Everything from `levels` folders up, and nothing from further up. */
const allowUpTo = (levels: number) => [
  allow('./**'),
  ...(levels === 0 ? [] : [allow('../**'), `${up(levels + 1)}**`]),
];

/**
 * What files `depth` folders below a row's folder may not import: all but what the row names, as written from
 * there.
 */
function forbidden({ folder, ours, packages }: Row, depth: number): string[] {
  const here = folder + '/x'.repeat(depth);
  const levelsTo = (target: string) => posix.relative(here, target).split('/').filter(Boolean).length;
  // a folder that this one lies in is allowed as a whole, but nothing beside it
  const around = ours.filter((target) => `${folder}/`.startsWith(`${target}/`));
  const beside = ours.filter((target) => !around.includes(target));
  return [
    ...(packages === 'free'
      ? ['../**', ...TAKEN.flatMap(withParts)]
      : ['*', ...packages.flatMap(withParts).map(allow)]),
    ...(packages === 'free' || packages.includes('zod') ? [] : ['!zod', '!zod/**']),
    ...allowUpTo(around.length > 0 ? Math.max(...around.map(levelsTo)) : depth),
    ...beside.flatMap((target) => withParts(posix.relative(here, target))).map(allow),
  ];
}

type Pattern = { message: string } & ({ group: string[] } | { regex: string; allowTypeImports?: boolean });

function importRule(row: Row, depth: number): ['error', { patterns: Pattern[] }] {
  const { folder, ours, packages } = row;
  const names = [...ours, ...(packages === 'free' ? ['packages that are nobody else’s'] : packages)].filter(
    (name) => !name.startsWith('!'),
  );
  return [
    'error',
    {
      patterns: [
        // text is compared, so no path may lead somewhere else than it seems
        { regex: String.raw`[^./][^/]*/\.\./|^\./\.\./|/\./`, message: 'Write the path without a detour.' },
        ...(packages === 'free' || packages.includes('zod')
          ? []
          : [
              {
                regex: '^zod(/|$)',
                allowTypeImports: true,
                message:
                  'Schemas live in protocol/, in server/store/format/ and in the settings; elsewhere only their types.',
              },
            ]),
        // last: what it allows, oxlint does not compare with later patterns
        {
          group: forbidden(row, depth),
          message: `${folder}/ may import only its own files and ${names.join(', ')}; see ARCHITECTURE.md.`,
        },
      ],
    },
  ];
}

// only a file's depth tells how many `../` lead out of its folder
const DEPTHS = [0, 1, 2, 3];

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'node', 'promise', 'react', 'jsx-a11y'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  rules: {
    // the compiler puts the import there
    'react/react-in-jsx-scope': 'off',
    'oxc/no-async-endpoint-handlers': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    // takes what another closure changes for unchanged
    'eslint/no-unmodified-loop-condition': 'off',
    // the compiler's noImplicitReturns says the same, and knows a switch over all cases
    'typescript/consistent-return': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    // `require()` and `import('x').T` would get around the import rules
    'typescript/no-require-imports': 'error',
    'typescript/consistent-type-imports': 'error',
    // types too: files that know each other are one file in two places
    'import/no-cycle': ['error', { ignoreTypes: false }],
  },
  overrides: [
    ...TABLE.flatMap((row) =>
      (row.folder === 'server' ? [0] : DEPTHS).map((depth) => ({
        files: [`${row.folder}/${'*/'.repeat(depth)}*.{ts,tsx,cts,mts}`],
        rules: { 'no-restricted-imports': importRule(row, depth) },
      })),
    ),
    {
      files: ['renderer/**'],
      rules: {
        'react/rules-of-hooks': 'error',
        'react/exhaustive-deps': 'error',
        // no tag is a picture drawn in the page, a list of log lines or a row that is dragged
        'jsx-a11y/prefer-tag-over-role': 'off',
        'import/no-unassigned-import': ['error', { allow: ['**/*.css'] }],
        // whatever people see comes from the catalogues (*.texts.ts)
        'react/jsx-no-literals': [
          'error',
          {
            allowedStrings: ['·', '…', '#', '(', ')', ':', ',', '.'],
            restrictedAttributes: [
              'aria-label',
              'aria-description',
              'aria-roledescription',
              'title',
              'placeholder',
              'alt',
              'label',
              'text',
            ],
          },
        ],
      },
    },
    // each script begins by looking at the Node it runs on
    { files: ['scripts/*.js'], rules: { 'import/no-unassigned-import': 'off' } },
    {
      files: ['tests/**'],
      rules: {
        // what comes off the wire has no type before an assertion has looked at it; a type here would claim
        // what the test is there to find out
        'typescript/no-explicit-any': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/unbound-method': 'off',
        'typescript/no-floating-promises': [
          'error',
          {
            allowForKnownSafeCalls: [
              {
                from: 'package',
                package: 'node:test',
                name: ['test', 'suite', 'describe', 'it', 'before', 'after', 'beforeEach', 'afterEach'],
              },
            ],
          },
        ],
        'eslint/no-empty-pattern': 'off',
        'eslint/no-underscore-dangle': 'off',
      },
    },
  ],
  ignorePatterns: ['out', 'dist', 'node_modules', 'test-results'],
});
