// Plants one import at a time beside our own configuration and asks the linter.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plantAndLint } from './planted.ts';

const root = join(import.meta.dirname, '../../..');

const WRONG: [file: string, imported: string][] = [
  ['protocol/a.ts', '../server/chat/ports/clock.ts'],
  ['protocol/a.ts', 'node:fs'],
  ['protocol/a.ts', 'express'],
  ['protocol/deep/a.ts', '../../server/settings/schema.ts'],
  ['server/chat/a.ts', '../store/log/log-line.ts'],
  ['server/chat/a.ts', '../http/app.ts'],
  ['server/chat/a.ts', '../sockets/guard.ts'],
  ['server/chat/a.ts', '../settings/schema.ts'],
  ['server/chat/a.ts', 'node:fs'],
  ['server/chat/a.ts', 'node:fs/promises'],
  ['server/chat/a.ts', 'socket.io'],
  ['server/chat/a.ts', 'express'],
  ['server/store/a.ts', '../chat/ports/clock.ts'],
  ['server/store/a.ts', '../http/app.ts'],
  ['server/store/a.ts', '../logging/logger.ts'],
  ['server/store/a.ts', '../http/../chat/ports/clock.ts'],
  ['server/store/a.ts', './index/../../chat/ports/clock.ts'],
  ['server/store/a.ts', './../chat/ports/clock.ts'],
  ['server/store/a.ts', '../../server/chat/ports/clock.ts'],
  ['server/store/a.ts', '../../scripts/build.js'],
  ['server/store/a.ts', 'pino'],
  ['server/store/a.ts', 'zod'],
  ['server/store/uploads/a.ts', '../../http/uploads/routes.ts'],
  ['server/store/uploads/a.ts', '../../index.ts'],
  ['server/store/uploads/deep/a.ts', '../../../chat/ports/clock.ts'],
  ['server/network/a.ts', '../store/log/log-line.ts'],
  ['server/network/a.ts', 'express'],
  ['server/http/a.ts', '../store/log/log-line.ts'],
  ['server/http/a.ts', '../sockets/guard.ts'],
  ['server/http/a.ts', 'node:sqlite'],
  ['server/http/a.ts', 'sharp'],
  ['server/http/a.ts', 'socket.io'],
  ['server/http/routes/a.ts', '../../network/addresses.ts'],
  ['server/http/a.ts', '../network/network.ts'],
  ['server/sockets/a.ts', '../http/app.ts'],
  ['server/sockets/a.ts', '../store/log/log-line.ts'],
  ['server/sockets/a.ts', 'express'],
  ['server/settings/a.ts', '../store/log/log-line.ts'],
  ['server/settings/a.ts', 'pino'],
  ['server/store/log/a.ts', 'zod'],
  ['server/store/format/a.ts', '../../chat/ports/clock.ts'],
  ['server/store/format/a.ts', 'express'],
  ['server/logging/a.ts', 'commander'],
  ['server/cli/a.ts', 'pino'],
  ['server/a.ts', '../terminal/chat.ts'],
  ['server/runtime/a.ts', '../../terminal/chat.ts'],
  ...['server/a.ts', 'server/runtime/a.ts', 'server/cli/a.ts'].flatMap((file): [string, string][] => {
    const up = '../'.repeat(file.split('/').length - 1);
    return [
      [file, 'express'],
      [file, 'socket.io'],
      [file, 'node:sqlite'],
      [file, 'sharp'],
      [file, 'uqr'],
      [file, `${up}terminal/run.ts`],
      [file, `${up}scripts/build.js`],
    ];
  }),
  ...[
    'server',
    'protocol',
    'server/chat',
    'server/store',
    'server/network',
    'server/http',
    'server/sockets',
    'server/runtime',
    'server/cli',
    'server/logging',
    'server/settings',
  ].flatMap((name): [string, string][] => {
    const up = '../'.repeat(name.split('/').length);
    return [
      [`${name}/a.ts`, 'electron'],
      [`${name}/a.ts`, `${up}main/index.ts`],
      [`${name}/a.ts`, `${up}renderer/chat/app.ts`],
    ];
  }),
  ['terminal/a.ts', '../server/store/log/log-line.ts'],
  ['terminal/a.ts', '../server/index.ts'],
  ['main/a.ts', '../server/store/log/log-line.ts'],
  ['main/ipc/a.ts', '../../server/chat/ports/clock.ts'],
  ['main/a.ts', '../renderer/ui/button.tsx'],
  ['main/a.ts', 'express'],
  ['renderer/ui/a.tsx', '../chat/app.tsx'],
  ['renderer/ui/a.tsx', '../../protocol/ids.ts'],
  ['renderer/chat/a.tsx', '../../server/chat/ports/clock.ts'],
  ['renderer/chat/a.tsx', '../../main/ipc/contract.ts'],
  ['renderer/chat/a.tsx', '../dashboard/app.tsx'],
  ['renderer/chat/a.tsx', 'electron'],
  ['renderer/chat/a.tsx', 'node:fs'],
  ['renderer/chat/deep/a.tsx', '../../../server/store/log/log-line.ts'],
  ['renderer/dashboard/a.tsx', '../../main/index.ts'],
  ['renderer/dashboard/a.tsx', '../../protocol/ids.ts'],
  ['renderer/dashboard/a.tsx', 'pino'],
];

const RIGHT: [file: string, imported: string][] = [
  ['protocol/a.ts', './ids.ts'],
  ['protocol/a.ts', 'zod'],
  ['server/chat/a.ts', './ports/clock.ts'],
  ['server/chat/a.ts', '../../protocol/ids.ts'],
  ['server/chat/a.ts', 'node:crypto'],
  ['server/store/a.ts', '../../protocol/ids.ts'],
  ['server/store/a.ts', './index/message-index.ts'],
  ['server/store/a.ts', 'node:sqlite'],
  ['server/store/a.ts', 'node:fs/promises'],
  ['server/store/a.ts', 'file-type'],
  ['server/store/uploads/a.ts', './names.ts'],
  ['server/store/uploads/a.ts', '../log/log-line.ts'],
  ['server/store/uploads/a.ts', '../../../protocol/ids.ts'],
  ['server/store/uploads/deep/a.ts', '../../../../protocol/ids.ts'],
  ['server/network/a.ts', 'uqr'],
  ['server/network/a.ts', 'node:os'],
  ['server/http/a.ts', '../chat/ports/clock.ts'],
  ['server/http/uploads/a.ts', '../../chat/ports/clock.ts'],
  ['server/http/uploads/a.ts', '@fastify/busboy'],
  ['server/http/a.ts', 'node:http'],
  ['server/sockets/a.ts', 'socket.io'],
  ['server/settings/a.ts', 'zod'],
  ['server/http/access/a.ts', '../../network/address.ts'],
  ['server/store/format/a.ts', 'zod'],
  ['server/store/format/a.ts', '../log/log-line.ts'],
  ['server/a.ts', './runtime/build.ts'],
  ['server/runtime/a.ts', '../store/log/log-line.ts'],
  ['server/runtime/a.ts', '../../package.json'],
  ['server/runtime/jobs/a.ts', '../../http/uploads/routes.ts'],
  ['server/runtime/jobs/a.ts', '../../../protocol/ids.ts'],
  ['server/cli/a.ts', '../settings/schema.ts'],
  ['server/cli/a.ts', 'commander'],
  ['server/cli/a.ts', '../../terminal/chat.ts'],
  ['server/logging/a.ts', 'pino'],
  ['terminal/a.ts', '../protocol/ids.ts'],
  ['terminal/a.ts', 'socket.io-client'],
  ['main/a.ts', '../server/index.ts'],
  ['main/ipc/a.ts', '../../server/index.ts'],
  ['main/a.ts', 'electron'],
  ['renderer/ui/a.tsx', 'react'],
  ['renderer/chat/a.tsx', '../../protocol/ids.ts'],
  ['renderer/chat/a.tsx', '../ui/button.tsx'],
  ['renderer/chat/deep/a.tsx', '../../ui/button.tsx'],
  ['renderer/chat/a.tsx', 'zod/mini'],
  ['renderer/dashboard/a.tsx', '../../main/ipc/contract.ts'],
];

/** Forms in which a module can be reached; none may get around the rules. */
const FORMS = [
  (name: string) => `import '${name}';`,
  (name: string) => `export * from '${name}';`,
  (name: string) => `import type { X } from '${name}'; export type Y = X;`,
  (name: string) => `export const x = await import('${name}');`,
  (name: string) => `export type X = import('${name}').X;`,
];

/** A name of its own for each planted import. */
const plantedName = (file: string, index: number) => file.replace(/a(\.tsx?)$/, `planted-${String(index)}$1`);

test('a wrong import is rejected in every form, a right one is not', async () => {
  const wrong = new Map<string, string>();
  const right = new Map<string, string>();
  for (const [file, imported] of WRONG) {
    for (const form of FORMS) {
      // types alone of a schema are no import of its code
      if (imported === 'zod' && form(imported).startsWith('import type')) continue;
      wrong.set(plantedName(file, wrong.size), form(imported));
    }
  }
  for (const [file, imported] of RIGHT)
    right.set(plantedName(file, wrong.size + right.size), `import '${imported}';`);
  right.set('server/http/zod-types.ts', "import type { ZodType } from 'zod'; export type T = ZodType;");
  const faults = await plantAndLint([...wrong, ...right], /no-restricted-imports|consistent-type-imports/);
  assert.deepEqual(
    [...wrong].filter(([file]) => !faults.has(file)),
    [],
    'wrong imports that were accepted',
  );
  assert.deepEqual(
    [...right].filter(([file]) => faults.has(file)),
    [],
    'right imports that were rejected',
  );
});

test('every folder of the server has a row in the table', async () => {
  const { TABLE } = await import('../../../oxlint.config.ts');
  const rows = TABLE.map(({ folder: name }) => name);
  const folders = readdirSync(join(root, 'server'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `server/${entry.name}`);
  assert.deepEqual(
    folders.filter((name) => !rows.includes(name)),
    [],
  );
});
