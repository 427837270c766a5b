import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { setupPower } from '../../../../main/lifecycle/power.ts';
import { settableHost } from '../desktop-parts.ts';

test('before sleep the server is made ready, after waking it looks around', () => {
  const host = settableHost();
  const powerMonitor = new EventEmitter();
  setupPower({ host, powerMonitor, note: () => undefined });
  for (const event of ['suspend', 'resume', 'unlock-screen']) powerMonitor.emit(event);
  assert.deepEqual(host.asked, ['suspend', 'resume', 'resume']);
});

test('a server that cannot be made ready is noted and nothing else', async () => {
  const powerMonitor = new EventEmitter();
  const noted = Promise.withResolvers<string>();
  setupPower({
    host: {
      suspend: async () => {
        throw new Error('disk full');
      },
      resume: async () => undefined,
    },
    powerMonitor,
    note: (level, _message, fields) => {
      if (level === 'warn') noted.resolve(String(fields?.['error']));
    },
  });
  powerMonitor.emit('suspend');
  assert.match(await noted.promise, /disk full/);
});
