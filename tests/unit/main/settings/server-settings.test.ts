// Flags and environment, which go before what the window keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settingFlags } from '../../../../main/settings/server-settings.ts';
import { SettingsError } from '../../../../server/index.ts';
import { openSettings } from './opened-settings.ts';

test('flags and environment win, are shown as fixed, and cannot be changed', async (t) => {
  const { settings, applied, notes } = openSettings(t, {
    file: { server: { port: 6001, name: 'Kept' } },
    argv: ['--no-sandbox', '--port', '7000', '--inspect=0'],
    env: { LANLINE_DATA: '/srv/room', LANLINE_PROT: '1' },
  });
  assert.deepEqual(
    [settings.server.port, settings.server.name, settings.server.data],
    [7000, 'Kept', '/srv/room'],
  );
  assert.deepEqual(settings.view().fixed.toSorted(), ['data', 'port']);
  assert.equal(settings.view().can.moveData, false);
  assert.match(notes.join(), /^warn: The environment variable LANLINE_PROT is no setting/);
  assert.equal(settings.isPortGiven, true);
  const outcome = await settings.change({ server: { port: 8000 } });
  assert.deepEqual(outcome.ok ? [] : Object.keys(outcome.fault.problems ?? {}), ['port']);
  assert.deepEqual(applied, []);
});

test('a bad flag ends the start, and says what would be right', (t) => {
  assert.throws(
    () => openSettings(t, { argv: ['--port=many'] }),
    (error) => error instanceof SettingsError && error.message.includes('expected a whole number'),
  );
});

test('of Electron’s command line only the settings are taken', () => {
  assert.deepEqual(
    settingFlags([
      '/opt/lanline',
      '/app',
      '--user-data-dir=/tmp/x',
      '--port',
      '5001',
      '--hidden',
      '--max-upload=25mb',
      '--portable',
      '--config',
    ]),
    ['--port', '5001', '--max-upload=25mb', '--config'],
  );
});
