import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSettings, defaultSettings, SETTING_NAMES } from '../../../../server/index.ts';
import { inOrder, moved } from '../../../../renderer/dashboard/channels/channel-order.ts';
import {
  FILES,
  KINDS,
  LEVELS,
  remaining,
  ROOM,
  toText,
  toValue,
  type SettingName,
} from '../../../../renderer/dashboard/settings/setting-values.ts';
import { serverSettingTexts } from '../../../../renderer/dashboard/settings/server-settings.texts.ts';

test('an item moves to a place, and no further than to the ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
  assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  assert.deepEqual(moved(['a', 'b', 'c'], 0, -1), ['a', 'b', 'c']);
  assert.deepEqual(moved(['a', 'b', 'c'], 1, 9), ['a', 'c', 'b']);
});

test('channels stand in the order that was wanted; others come behind', () => {
  const channels = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  assert.deepEqual(
    inOrder(channels, ['c', 'gone', 'a']).map(({ id }) => id),
    ['c', 'a', 'b', 'd'],
  );
});

test('every setting of the server is in the window, once', () => {
  const settings = defaultSettings;
  const shown = [...ROOM, ...FILES, ...remaining(settings)];
  assert.deepEqual(shown.toSorted(), [...SETTING_NAMES].toSorted());
  for (const texts of Object.values(serverSettingTexts))
    assert.deepEqual(Object.keys(texts).toSorted(), [...SETTING_NAMES].toSorted());
});

test('what the window shows of a setting is taken by the server as the same value', () => {
  const settings = {
    ...defaultSettings,
    data: '/srv/lanline',
    maxUpload: 1536 * 1024 ** 2,
    freeSpaceFloor: 12_345,
    allowedOrigins: ['http://10.0.0.5:8080', 'https://a.example'],
  };
  const written = SETTING_NAMES.filter((name) => KINDS[name] !== 'onOff');
  for (const language of ['en', 'de'] as const) {
    const values = Object.fromEntries(
      written.map((name) => [name, toValue(toText(settings[name], name), name, language)]),
    );
    assert.deepEqual(checkSettings(values), {
      settings: Object.fromEntries(written.map((name) => [name, settings[name]])),
    });
  }
});

const sizeOf = (text: string, language: 'en' | 'de') =>
  checkSettings({ maxUpload: toValue(text, 'maxUpload', language) });

test('sizes are shown in full and may be written as the language does', () => {
  assert.equal(toText(10 * 1024 ** 2, 'maxUpload'), '10 MB');
  assert.equal(toText(1536 * 1024 ** 2, 'maxUpload'), '1536 MB');
  assert.equal(toText(12_345, 'maxUpload'), '12345 B');
  assert.deepEqual(sizeOf(' 1,5 GB ', 'de'), { settings: { maxUpload: 1.5 * 1024 ** 3 } });
  assert.deepEqual(sizeOf('1.5 gb', 'en'), { settings: { maxUpload: 1.5 * 1024 ** 3 } });
  assert.ok('problems' in sizeOf('1,5 GB', 'en'));
});

test('each level that can be chosen can be set', () => {
  for (const logLevel of LEVELS) assert.deepEqual(checkSettings({ logLevel }), { settings: { logLevel } });
});

test('a comma in a list is no decimal comma', () => {
  const name: SettingName = 'uploadTypes';
  assert.deepEqual(checkSettings({ [name]: toValue('mp3,7z', name, 'de') }), {
    settings: { uploadTypes: ['mp3', '7z'] },
  });
});
