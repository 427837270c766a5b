import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { createAppearance, languageOf } from '../../../../main/window/appearance.ts';
import type { DesktopSettings } from '../../../../main/ipc/contract.ts';
import { settableSettings } from '../desktop-parts.ts';

/** As Electron's: the colours follow the source, and it says so. */
class NativeTheme extends EventEmitter {
  isSystemDark = false;
  #source: 'system' | 'light' | 'dark' = 'system';
  set themeSource(source) {
    this.#source = source;
    this.emit('updated');
  }
  get themeSource() {
    return this.#source;
  }
  get shouldUseDarkColors() {
    return this.#source === 'system' ? this.isSystemDark : this.#source === 'dark';
  }
}

function open(first: Partial<DesktopSettings> = {}) {
  const nativeTheme = new NativeTheme();
  const settings = settableSettings(first);
  const system = { languages: ['de-AT', 'en'] };
  const appearance = createAppearance({ settings, systemLanguages: () => system.languages, nativeTheme });
  const told: unknown[] = [];
  const end = appearance.on((now) => {
    told.push(now);
  });
  return { nativeTheme, settings, system, appearance, told, end };
}

test('the system decides where nothing was chosen', () => {
  const { appearance, nativeTheme } = open();
  assert.deepEqual(
    [appearance.language, appearance.theme, nativeTheme.themeSource],
    ['de', 'light', 'system'],
  );
});

test('what was chosen is in force from the beginning', () => {
  const { appearance, nativeTheme } = open({ language: 'en', theme: 'dark' });
  assert.deepEqual([appearance.language, appearance.theme, nativeTheme.themeSource], ['en', 'dark', 'dark']);
});

test('a change of the settings is told once, another one not at all', async () => {
  const { settings, told } = open();
  await settings.change({ desktop: { language: 'en' } });
  await settings.change({ desktop: { theme: 'dark' } });
  await settings.change({ desktop: { updates: true } });
  await settings.change({ desktop: { language: 'de', theme: 'light' } });
  assert.deepEqual(told, [
    { language: 'en', theme: 'light' },
    { language: 'en', theme: 'dark' },
    { language: 'de', theme: 'light' },
  ]);
});

test('the evening comes: the system turns dark, and we with it unless somebody chose', async () => {
  const { nativeTheme, settings, told, end } = open();
  nativeTheme.isSystemDark = true;
  nativeTheme.emit('updated');
  assert.deepEqual(told, [{ language: 'de', theme: 'dark' }]);
  await settings.change({ desktop: { theme: 'light' } });
  assert.deepEqual(told.at(-1), { language: 'de', theme: 'light' });
  end();
  await settings.change({ desktop: { theme: 'system' } });
  assert.equal(told.length, 2);
});

test('the first language that Lanline speaks', () => {
  const cases: [string[], string][] = [
    [['de-DE'], 'de'],
    [['de'], 'de'],
    [['DE_CH'], 'de'],
    [['en-GB', 'de-DE'], 'en'],
    [['fr-FR', 'de-DE', 'en'], 'de'],
    [['nl', 'fr'], 'en'],
    [[], 'en'],
    [['den-CA'], 'en'], // Slavey is not German
  ];
  for (const [wanted, language] of cases) assert.equal(languageOf(wanted), language, wanted.join(' '));
});
