// Everything people see in the window comes from the catalogues, in both languages.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { findTexts } from './find-texts.ts';

const root = join(import.meta.dirname, '../../../..');
const catalogues = globSync('renderer/**/*.texts.ts', { cwd: root }).toSorted();
const components = globSync('renderer/**/*.tsx', { cwd: root }).toSorted();

suite('catalogues', () => {
  test('there are some', () => {
    assert.ok(catalogues.length >= 6, catalogues.join(', '));
  });

  for (const file of catalogues) {
    test(`${file} says the same things in English and German`, async () => {
      const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
      const found = Object.entries(module).filter((entry): entry is [string, { en: object; de: object }] =>
        isCatalogue(entry[1]),
      );
      assert.ok(found.length > 0, 'exports { en, de }');
      for (const [name, { en, de }] of found) compare(en, de, name);
    });
  }
});

const isCatalogue = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'en' in value && 'de' in value;

/** Same keys, same kinds, nothing empty. Functions are called for none, one and two. */
function compare(en: unknown, de: unknown, path: string): void {
  assert.equal(typeof de, typeof en, path);
  if (typeof en === 'string') {
    for (const text of [en, de]) assert.match(String(text), /\S/, path);
  } else if (typeof en === 'function') {
    for (const say of [en, de] as ((...given: unknown[]) => unknown)[]) {
      for (const count of [0, 1, 2]) assert.match(String(said(say, count)), /\S/, path);
    }
    assert.equal((de as () => void).length, en.length, `${path} takes as many values`);
  } else if (Array.isArray(en)) {
    // lists of sentences may differ in length, not in being empty
    assert.ok(Array.isArray(de) && (de.length === 0) === (en.length === 0), path);
    for (const text of [...en, ...de] as unknown[]) assert.match(String(text), /\S/, path);
  } else {
    assert.ok(typeof en === 'object' && en !== null && typeof de === 'object' && de !== null, path);
    assert.deepEqual(Object.keys(de).toSorted(), Object.keys(en).toSorted(), path);
    for (const [key, value] of Object.entries(en))
      compare(value, (de as Record<string, unknown>)[key], `${path}.${key}`);
  }
}

/** What a function says where a number, a text or a function that gives a text is expected. */
function said(say: (...given: unknown[]) => unknown, count: number): unknown {
  let refused: unknown;
  for (const value of [count, String(count), () => String(count)]) {
    try {
      return say(...Array.from({ length: 6 }, () => value));
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}

suite('no visible text lives outside the catalogues', () => {
  test('the search finds what is hidden from the linter', () => {
    const source = `
      const A = ({ n }) => <p title={n ? 'Planted one' : undefined} className={n ? 'fine' : 'also fine'}>{n > 1 ? 'planted two' : \`planted \${n} three\`}{n && 'planted four'}{texts.fine}</p>;
      toasts.show({ text: 'Planted five' }); const B = () => <A label={'Planted six'}>Planted seven</A>; call('fine'); const C = <p data-x="fine">{'·'}</p>;`;
    assert.deepEqual(findTexts('a.tsx', source).toSorted(), [
      'Planted five',
      'Planted one',
      'Planted seven',
      'Planted six',
      'planted',
      'planted four',
      'planted two',
      'three',
    ]);
  });

  test('there are components', () => {
    assert.ok(components.length >= 20, String(components.length));
  });

  for (const file of components) {
    test(relative('renderer', file), () => {
      assert.deepEqual(findTexts(file, readFileSync(join(root, file), 'utf8')), []);
    });
  }
});
