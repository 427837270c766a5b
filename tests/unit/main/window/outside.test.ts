// What is opened outside of the app, and what never is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NetworkState, ServerState } from '../../../../main/ipc/contract.ts';
import { createOutside, mayOpen, RELEASE_PAGE } from '../../../../main/window/outside.ts';

const running = (host: string): ServerState => ({ state: 'running', host, port: 5001, since: '' });
const network: NetworkState = {
  addresses: [
    {
      address: '10.0.0.7',
      adapter: 'eth0',
      family: 'IPv4',
      kind: 'lan',
      medium: 'ethernet',
      url: 'http://10.0.0.7:5001',
      qr: { path: '', size: 21 },
      devices: 0,
    },
  ],
};

function open(platform: NodeJS.Platform, state: ServerState = { state: 'stopped' }) {
  const opened: string[] = [];
  const outside = createOutside({
    platform,
    host: { state, network },
    openExternal: async (url) => {
      opened.push(url);
    },
  });
  return { outside, opened };
}

test('the chat opens where the host’s browser reaches it', async () => {
  for (const [host, url] of [
    ['::', 'http://localhost:5001'],
    ['0.0.0.0', 'http://localhost:5001'],
    ['127.0.0.1', 'http://localhost:5001'],
    ['10.0.0.7', 'http://10.0.0.7:5001'],
  ] as const) {
    const { outside, opened } = open('linux', running(host));
    await outside.open('chat');
    assert.deepEqual(opened, [url]);
  }
  await assert.rejects(open('linux').outside.open('chat'), {
    fault: { code: 'not_running', detail: 'The server is not running' },
  });
});

test('the firewall’s settings where the system has some, the release page anywhere', async () => {
  for (const [platform, start] of [
    ['win32', 'windowsdefender://'],
    ['darwin', 'x-apple.systempreferences:'],
  ] as const) {
    const { outside, opened } = open(platform);
    await outside.open('firewall');
    assert.ok(opened[0]?.startsWith(start));
  }
  await assert.rejects(open('linux').outside.open('firewall'), {
    fault: { code: 'refused', detail: 'There is no firewall to open here' },
  });
  const { outside, opened } = open('linux');
  await outside.open('release');
  assert.deepEqual(opened, [RELEASE_PAGE]);
});

test('no other address is handed to the system', () => {
  for (const address of [
    'file:///etc/passwd',
    'https://evil.example/',
    'javascript:alert(1)',
    'smb://10.0.0.1/x',
    'http://evil.example/',
    'http://user:pass@10.0.0.7:5001/',
    'http://10.0.0.7:5001/run',
    'http://10.0.0.7/?x',
    '',
    'ms-settings:windowsupdate',
    `${RELEASE_PAGE}/../x`,
    'windowsdefender://threat/',
    'calc',
    'http://localhost.evil.example/',
    'ssh://10.0.0.7/',
    'telnet://127.0.0.1/',
    'https://10.0.0.7/',
  ])
    assert.equal(mayOpen(address), false, address);
  for (const address of [
    'http://localhost:5000',
    'http://192.168.1.2:80',
    'http://[fd00::1]:5000',
    RELEASE_PAGE,
  ])
    assert.equal(mayOpen(address), true, address);
});
