// Every way in which a start fails, by really failing: the state carries the fault, and its sentence says
// what is wrong.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  choosePort,
  createChatServer,
  defaultSettings,
  type Fault,
  type Settings,
} from '../../../../server/index.ts';
import { describeFault, startFault } from '../../../../server/runtime/start-fault.ts';
import { nodeFileSystem } from '../../../../server/store/files/file-system.ts';

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'lanline-fault-'));
  t.after(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

async function hold(t: TestContext): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  t.after(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** The fault of a start that fails. */
async function failing(
  t: TestContext,
  settings: Partial<Settings>,
  fs = nodeFileSystem,
): Promise<{ fault: Fault; reason: string }> {
  const server = createChatServer({
    fs,
    settings: {
      ...defaultSettings,
      host: '127.0.0.1',
      port: 0,
      ...settings,
      data: settings.data ?? folder(t),
    },
  });
  t.after(() => server.close());
  await assert.rejects(server.start());
  const { state } = server;
  assert.ok(state.state === 'failed', state.state);
  assert.equal(state.reason, describeFault(state.fault));
  return state;
}

test('a taken port: who has it and which is free', async (t) => {
  const port = await hold(t);
  const { fault, reason } = await failing(t, { port });
  assert.ok(fault.code === 'port_taken');
  const { owner, free = 0 } = fault;
  assert.ok(fault.port === port && free > port && free <= port + 101, JSON.stringify(fault));
  if (process.platform === 'linux') assert.deepEqual(owner, { name: 'node', pid: process.pid });
  assert.match(reason, new RegExp(`^Port ${String(port)} is taken by .+\\.$`));
  assert.equal(
    ((await choosePort({ host: '127.0.0.1', port: free }, true)) as { port: number }).port,
    free,
    'it is free',
  );
});

test('an address that is none of this machine', async (t) => {
  const { fault, reason } = await failing(t, { host: '198.51.100.77' });
  assert.deepEqual(fault, { code: 'address_missing', host: '198.51.100.77' });
  assert.match(reason, /198\.51\.100\.77/);
});

test('a folder that somebody holds: by whom', async (t) => {
  const data = folder(t);
  const first = createChatServer({ settings: { ...defaultSettings, host: '127.0.0.1', port: 0, data } });
  t.after(() => first.close());
  const { port } = await first.start();
  const { fault, reason } = await failing(t, { data });
  assert.deepEqual(fault, { code: 'folder_locked', folder: data, pid: process.pid, port });
  assert.match(reason, new RegExp(`in use by process ${String(process.pid)} on port ${String(port)}`));
});

test('a folder of a newer program: which version is needed', async (t) => {
  const data = folder(t);
  writeFileSync(
    join(data, 'format.json'),
    JSON.stringify({ format: 99, needs: '7.0.0', server_id: 'x', created: '' }),
  );
  const { fault, reason } = await failing(t, { data });
  assert.deepEqual(fault, { code: 'folder_newer', folder: data, needs: '7.0.0' });
  assert.match(reason, /7\.0\.0/);
});

test('folders that cannot be one: a file, below a file, a link to nothing, a name too long, and one where its lock should be', async (t) => {
  const base = folder(t);
  writeFileSync(join(base, 'file'), '');
  symlinkSync(join(base, 'nowhere/at/all'), join(base, 'link'));
  mkdirSync(join(base, 'odd/lock.db'), { recursive: true });
  for (const data of [
    join(base, 'file'),
    join(base, 'file/below/it'),
    join(base, 'link'),
    join(base, 'x'.repeat(300)),
    join(base, 'odd'),
  ]) {
    const { fault, reason } = await failing(t, { data });
    assert.ok(
      fault.code === 'folder_unusable' && fault.folder === data && fault.detail !== '',
      JSON.stringify(fault),
    );
    assert.ok(reason.includes(data));
  }
  assert.deepEqual(readdirSync(base).toSorted(), ['file', 'link', 'odd']);
});

test(
  'a folder that the system refuses to make is told, and not tried for ever',
  { skip: process.platform !== 'linux' && 'needs /proc' },
  async (t) => {
    for (const data of ['/proc/lanline', '/proc/lanline/deeper/still']) {
      const { fault } = await failing(t, { data });
      assert.ok(fault.code === 'folder_unusable' && fault.folder === data, JSON.stringify(fault));
    }
  },
);

test('a disk that is full', async (t) => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    syscall: 'write',
  });
  const data = folder(t);
  const { fault } = await failing(t, { data }, { ...nodeFileSystem, open: () => Promise.reject(full) });
  assert.deepEqual(fault, { code: 'folder_unusable', folder: data, detail: full.message });
});

test('a port that this user may not have, and what nobody foresaw', async () => {
  const settings = { host: '::', port: 80, data: '/data' };
  // as Node rejects; a test's user may be allowed every port
  const refused = Object.assign(new Error('listen EACCES: permission denied :::80'), {
    code: 'EACCES',
    syscall: 'listen',
  });
  assert.deepEqual(await startFault(refused, settings), { code: 'port_forbidden', port: 80 });
  assert.deepEqual(await startFault(new Error('out of luck'), settings), {
    code: 'internal',
    detail: 'out of luck',
  });
  assert.deepEqual(await startFault('thrown', settings), { code: 'internal', detail: 'thrown' });
});

test('a free port is taken as it is; the default one taken gives the next free one; a chosen one taken a fault', async (t) => {
  const port = await hold(t);
  const at = { host: '127.0.0.1', port };
  assert.deepEqual(await choosePort({ host: '127.0.0.1', port: 0 }, true), { port: 0 });
  const instead = await choosePort(at, false);
  assert.ok(
    'port' in instead && instead.port > port && instead.taken?.port === port,
    JSON.stringify(instead),
  );
  assert.equal(instead.port, instead.taken.free);
  const refused = await choosePort(at, true);
  assert.ok(
    'fault' in refused && refused.fault.code === 'port_taken' && refused.fault.port === port,
    JSON.stringify(refused),
  );
});
