import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../../../main/ipc/contract.ts';
import { texts } from '../../../../main/texts/index.ts';

/** Same in both languages, and rightly so */
const SAME = new Set(['menu.server']);

const faults: { [C in Fault['code']]: Fault & { code: C } } = {
  port_taken: { code: 'port_taken', port: 5000 },
  port_forbidden: { code: 'port_forbidden', port: 80 },
  address_missing: { code: 'address_missing', host: '10.0.0.9' },
  folder_locked: { code: 'folder_locked', folder: '/f' },
  folder_newer: { code: 'folder_newer', folder: '/f' },
  folder_moved: { code: 'folder_moved', folder: '/f', to: '/g' },
  folder_unusable: { code: 'folder_unusable', folder: '/f', detail: 'EIO' },
  internal: { code: 'internal', detail: 'x' },
};
/** What the functions among the texts are tried with */
const tried: Record<string, unknown[]> = {
  'state.running': [0, 1, 2, 40],
  'state.failed': ['because'],
  fault: Object.values(faults),
  'quit.withPeople': [1, 2, 40],
  'dialogs.crash': ['/logs'],
  'dialogs.badFolder': ['EROFS'],
};

/** Every text by its path; functions with what they were given. */
function flat(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const given = tried[path];
    assert.ok(given, `tell this test how to try ${path}`);
    return given.map((argument) => [`${path}(${JSON.stringify(argument)})`, String(value(argument))]);
  }
  assert.ok(typeof value === 'object' && value !== null, `${path} is neither a text nor holds any`);
  return Object.entries(value).flatMap(([key, below]) => flat(below, path === '' ? key : `${path}.${key}`));
}

const en = new Map(flat(texts.en));
const de = new Map(flat(texts.de));

test('English and German have the same texts', () => {
  assert.deepEqual([...de.keys()].toSorted(), [...en.keys()].toSorted());
});

test('no text is empty, and none was left in the other language', () => {
  for (const [path, english] of en) {
    const german = de.get(path) ?? '';
    assert.ok(english.trim() !== '' && german.trim() !== '', path);
    if (!SAME.has(path)) assert.notEqual(german, english, `${path} is the same in both languages`);
    assert.doesNotMatch(`${english} ${german}`, /undefined|null|\[object/, path);
  }
});

test('one is counted as one', () => {
  assert.equal(texts.en.state.running(1), 'Running, 1 person here');
  assert.equal(texts.de.state.running(1), 'Läuft, 1 Person da');
  assert.match(texts.en.quit.withPeople(1), /^1 person is here/);
  assert.match(texts.de.quit.withPeople(2), /^2 Personen sind/);
});
