import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { askSessionBus, findTrayHost } from '../../../../main/tray/tray-host.ts';

const onPosix = { skip: process.platform === 'win32' && 'the tools are scripts here' };

/** The tools as a folder to be found in: each says its line. */
async function tools(t: TestContext, lines: Record<string, string>): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'lanline-tools-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, line] of Object.entries(lines)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${line}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

test('Windows and macOS always have a tray', async () => {
  for (const platform of ['win32', 'darwin'] as const)
    assert.equal(
      await findTrayHost({ platform, ask: async () => assert.fail('nobody needs to be asked') }),
      true,
    );
});

test('on Linux the desktop is asked, again and again for as long as there is patience', async () => {
  const pauses: number[] = [];
  const wait = async (ms: number) => {
    pauses.push(ms);
  };
  assert.equal(
    await findTrayHost({ platform: 'linux', patienceMs: 2000, ask: async () => false, wait }),
    false,
  );
  assert.equal(
    pauses.reduce((sum, ms) => sum + ms, 0),
    2000,
  );
  pauses.length = 0;
  assert.equal(await findTrayHost({ platform: 'linux', ask: async () => false, wait }), false);
  assert.equal(
    await findTrayHost({ platform: 'linux', patienceMs: 2000, ask: async () => pauses.length === 2, wait }),
    true,
  );
  assert.equal(pauses.length, 2);
});

test('the first tool that is there answers, in its own form', onPosix, async (t) => {
  assert.equal(await askSessionBus(await tools(t, { gdbus: 'echo "(<true>,)"' })), true);
  assert.equal(
    await askSessionBus(await tools(t, { gdbus: 'echo "(<false>,)"', busctl: 'echo "b true"' })),
    false,
  );
  assert.equal(
    await askSessionBus(await tools(t, { 'dbus-send': 'echo "   variant       boolean true"' })),
    true,
  );
  assert.equal(await askSessionBus(await tools(t, { busctl: 'echo "b true"' })), true);
});

test('no tool, no bus, or nobody who shows icons: there is no tray', onPosix, async (t) => {
  assert.equal(await askSessionBus(await tools(t, {})), false);
  assert.equal(
    await askSessionBus(await tools(t, { gdbus: 'echo "Error: ServiceUnknown" >&2; exit 1' })),
    false,
  );
  // the real tools, where there are any, on a bus that is not there
  assert.equal(
    await askSessionBus({ ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' }),
    false,
  );
});
