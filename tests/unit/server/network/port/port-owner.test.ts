import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import {
  describeOwner,
  findPortOwner,
  listeningInodes,
  parseLsof,
  parseNetstat,
  parseTasklist,
} from '../../../../../server/network/port/port-owner.ts';

for (const host of ['127.0.0.1', '0.0.0.0', '::']) {
  test(
    `this process is found as owner of its port on ${host}`,
    { skip: process.platform !== 'linux' && 'only Linux is certain to say' },
    async () => {
      const server = createServer();
      await new Promise<void>((resolve) => {
        server.listen(0, host, resolve);
      });
      const { port } = server.address() as AddressInfo;
      const owner = await findPortOwner(port);
      await new Promise((resolve) => {
        server.close(resolve);
      });
      assert.equal(owner?.pid, process.pid);
      assert.equal(owner.name, 'node');
      assert.equal(await findPortOwner(port), undefined, 'nobody has it any more');
    },
  );
}

test(
  'another process is found',
  { skip: process.platform !== 'linux' && 'only Linux is certain to say' },
  async (t) => {
    const child = spawn(
      process.execPath,
      [
        '-e',
        "const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))",
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    t.after(() => {
      child.kill('SIGKILL');
    });
    const [port] = (await child.stdout.setEncoding('utf8').take(1).toArray()) as string[];
    assert.equal((await findPortOwner(Number(port)))?.pid, child.pid);
  },
);

test('rows of /proc/net/tcp that listen on the port', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 64727 1 00000000f8e9dd8d 100 0 0 10 0
   1: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 64728 1 00000000f8e9dd8d 100 0 0 10 0
   2: 0100007F:1388 0100007F:BB48 01 00000000:00000000 03:000010F9 00000000  1000        0 64729 3 00000000ef67f9e9
   3: 0100007F:BB48 0100007F:1388 06 00000000:00000000 03:000010F9 00000000     0        0 0 3 00000000ef67f9e9
`;
  assert.deepEqual(listeningInodes(table, 5000), ['64727']);
  assert.deepEqual(listeningInodes('', 5000), []);
});

test('what lsof says on macOS', () => {
  assert.deepEqual(parseLsof('p612\ncControlCenter\nf10\nf11\n'), { pid: 612, name: 'ControlCenter' });
  assert.equal(parseLsof(''), undefined);
});

test('what netstat and tasklist say on Windows, in any language', () => {
  const english = `
Active Connections

  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:15000          0.0.0.0:0              LISTENING       11
  TCP    192.168.1.5:5000       192.168.1.9:50123      ESTABLISHED     12
  TCP    0.0.0.0:5000           0.0.0.0:0              LISTENING       4321
  TCP    [::]:5000              [::]:0                 LISTENING       4321
  UDP    0.0.0.0:5000           *:*                                    13
`;
  assert.equal(parseNetstat(english, 5000), 4321);
  assert.equal(parseNetstat(english.replaceAll('LISTENING', 'ABHÖREN'), 5000), 4321);
  assert.equal(
    parseNetstat('  TCP    [::1]:5000             [::]:0                 ABHÖREN         77\r\n', 5000),
    77,
  );
  assert.equal(parseNetstat(english, 5001), undefined);
  assert.equal(parseTasklist('"python.exe","4321","Console","1","12.345 K"\r\n'), 'python.exe');
  assert.equal(parseTasklist('INFO: No tasks are running which match the specified criteria.\r\n'), '');
});

test('owners in a sentence', () => {
  assert.equal(describeOwner({ pid: 7, name: 'node' }), 'node (process 7)');
  assert.equal(describeOwner({ pid: 7, name: '' }), 'process 7');
  assert.equal(describeOwner(undefined), 'another program');
  assert.equal(describeOwner({ pid: 7, name: 'a\u001B[31m' }), 'a\\u001b[31m (process 7)');
  assert.match(describeOwner({ pid: 7, name: 'ControlCenter' }), /AirPlay Receiver/);
});
