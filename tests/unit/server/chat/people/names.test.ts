import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { checkName, cleanName, suggestName } from '../../../../../server/chat/people/names.ts';
import { ChatError } from '../../../../../protocol/errors.ts';
import { HONEST } from './names.table.ts';

const isBad = (error: unknown): boolean => error instanceof ChatError && error.code === 'bad_name';
const ZWNJ = '\u200c';
const ZWJ = '\u200d';
const SELECTOR = '\ufe0f';
const tags = (letters: string): string =>
  Array.from(letters, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const END = '\u{e007f}';

test('a usable name comes back in its normal form', () => {
  assert.equal(checkName('  Anna  '), 'Anna');
  assert.equal(checkName('Anna \n Lena'), 'Anna Lena');
  assert.equal(checkName('Jo\u0308rg'), 'Jörg');
  assert.equal(checkName('👍'.repeat(32)), '👍'.repeat(32));
});

for (const [script, names] of Object.entries(HONEST)) {
  test(`honest names are accepted as they are, for old clients too: ${script}`, () => {
    for (const name of names) {
      assert.equal(checkName(name), name);
      assert.equal(cleanName(name, 'x'), name);
    }
  });
}
test('there are at least 200 honest names', () => {
  assert.ok(Object.values(HONEST).flat().length >= 200);
});

test('what cannot be seen, or is too long, is not a name', () => {
  for (const name of [
    '',
    ' ',
    '\u200b',
    'a\u202eb',
    'a\u0000b',
    'a\u2066b',
    '\u3164',
    '\u2800',
    '\u0301',
    ZWJ,
    SELECTOR,
    '👍'.repeat(33),
    'x'.repeat(33),
    `a${'\u0301'.repeat(200)}`,
    'x'.repeat(250_000),
  ]) {
    assert.throws(() => checkName(name), isBad, JSON.stringify(name.slice(0, 40)));
  }
});

suite('selectors, joiners and tags', () => {
  const refused: [what: string, given: string, cleaned: string][] = [
    ['a selector after a letter', `Maria${SELECTOR}`, 'Maria'],
    ['a selector inside a word', `Ma${SELECTOR}ria`, 'Maria'],
    ['a selector after a digit', `Max 1${SELECTOR}`, 'Max 1'],
    ['a selector after Cyrillic', `Мария${SELECTOR}`, 'Мария'],
    ['two selectors', `❤${SELECTOR}${SELECTOR}`, `❤${SELECTOR}`],
    ['a selector for text', 'Maria\ufe0e', 'Maria'],
    ['a selector of ideographs', '王\u{e0100}', '王'],
    ['a joiner between Latin letters', `Ev${ZWJ}e`, 'Eve'],
    ['a non-joiner between Latin letters', `Ev${ZWNJ}e`, 'Eve'],
    ['a joiner at the end', `Eva${ZWJ}`, 'Eva'],
    ['a joiner at the start', `${ZWJ}Eva`, 'Eva'],
    ['a joiner between Han', `王${ZWJ}明`, '王明'],
    ['a joiner between Arabic letters', `عل${ZWJ}ي`, 'علي'],
    ['a joiner after a vowel sign', `रा${ZWJ}म`, 'राम'],
    ['two joiners after a virama', `क्${ZWJ}${ZWJ}ष`, `क्${ZWJ}ष`],
    ['a joiner after an emoji', `👩${ZWJ}`, '👩'],
    ['a joiner between emoji that have no sequence', `👩${ZWJ}🦊`, '👩🦊'],
    ['a non-joiner between emoji', `👩${ZWNJ}💻`, '👩💻'],
    ['tags after a letter', `Eva${tags('gbeng')}${END}`, 'Eva'],
    ['tags of no country', `🏴${tags('zzzzz')}${END}`, '🏴'],
    ['tags without their end', `🏴${tags('gbeng')}`, '🏴'],
    ['tags of a flag that is not recommended', `🏴${tags('deby')}${END}`, '🏴'],
  ];
  for (const [what, given, cleaned] of refused) {
    test(`refused, and cleaned for old clients: ${what}`, () => {
      assert.throws(() => checkName(given), isBad);
      assert.equal(cleanName(given, 'x'), cleaned);
    });
  }

  test('the reason says what was wrong and what would be right', () => {
    assert.throws(() => checkName(`Maria${SELECTOR}`), { message: /U\+FE0F.*"Maria"/u });
    assert.throws(() => checkName('\u3164'), { message: /U\+3164.*letters/u });
    assert.throws(() => checkName('x'.repeat(33)), { message: /32.*shorten/u });
  });

  test('an Arabic non-joiner that changes nothing is dropped, as white space is', () => {
    // typed after a letter that never joins the next one, and at the end
    assert.equal(checkName(`محمد${ZWNJ}رضا`), 'محمدرضا');
    assert.equal(checkName(`علی${ZWNJ}`), 'علی');
    assert.equal(checkName(`علی${ZWNJ}رضا`), `علی${ZWNJ}رضا`);
  });

  test('an emoji may have the selector without needing it', () => {
    assert.equal(checkName(`Eva 😀${SELECTOR}`), `Eva 😀${SELECTOR}`);
  });
});

suite("an old client's name is cleaned", () => {
  test('nothing is left, or too much', () => {
    assert.equal(cleanName('a\u202eb\u200bc', 'x'), 'abc');
    assert.equal(cleanName('x'.repeat(40), 'x'), 'x'.repeat(32));
    assert.equal(cleanName('\u200b', 'ab-cd-ef'), 'Guest abcd');
    assert.equal(cleanName(`${ZWJ}${SELECTOR}${ZWNJ}`, 'ab-cd-ef'), 'Guest abcd');
  });

  test('a cut leaves no joiner behind', () => {
    assert.equal(cleanName(`${'ع'.repeat(31)}ی${ZWNJ}رضا`, 'x'), `${'ع'.repeat(31)}ی`);
  });

  const TRICKY = [
    '👩',
    ZWJ,
    ZWNJ,
    SELECTOR,
    '💻',
    '🏴',
    tags('gbeng'),
    END,
    'क',
    '्',
    'ی',
    'د',
    'र',
    'a',
    ' ',
    '\u0301',
    '1',
    '\u20e3',
    '\u200b',
  ];
  for (const [what, names] of [
    ['any characters', fc.string({ unit: 'binary', maxLength: 80 })],
    [
      'joiners, emoji, marks',
      fc.array(fc.constantFrom(...TRICKY), { maxLength: 60 }).map((parts) => parts.join('')),
    ],
  ] as const) {
    test(`the result is a usable name: ${what}`, () => {
      fc.assert(
        fc.property(names, fc.uuid(), (name, id) => {
          const clean = cleanName(name, id);
          assert.equal(checkName(clean), clean);
        }),
        { numRuns: 2_000 },
      );
    });
  }
});

/** What is suggested for Anna, and how often it was asked whether a name is free. */
const suggested = (isTaken: (number: number) => boolean): { number: number; asked: number } => {
  let asked = 0;
  const name = suggestName('Anna', (other) => {
    asked += 1;
    return !isTaken(Number(other.slice('Anna '.length)));
  });
  return { number: Number(name.slice('Anna '.length)), asked };
};

suite('a suggestion', () => {
  test('is free, a usable name, and near the wanted one', () => {
    const taken = new Set(['Anna 2', 'Anna 3']);
    assert.equal(
      suggestName('Anna', (name) => !taken.has(name)),
      'Anna 4',
    );
    for (const name of ['x'.repeat(32), '🏳\ufe0f\u200d🌈'.repeat(20), `${'ع'.repeat(29)}ی${ZWNJ}رض`]) {
      const long = suggestName(name, () => true);
      assert.equal(checkName(long), long);
      assert.match(long, / 2$/u);
    }
  });

  for (const people of [1, 2, 3, 10, 100, 1_000, 5_000, 100_000]) {
    test(`is found quickly among ${String(people)} people of one name`, () => {
      const { number, asked } = suggested((each) => each <= people + 1);
      assert.equal(number, people + 2);
      assert.ok(asked <= 2 * Math.ceil(Math.log2(people + 2)) + 1, `asked ${String(asked)} times`);
    });
  }

  test('cannot be made costly', () => {
    const attacks: ((number: number) => boolean)[] = [
      (number) => Number.isInteger(Math.log2(number)),
      (number) => number < 2 ** 20,
      (number) => number <= 2 ** 20,
      (number) => number % 2 === 0 && number <= 2 ** 20,
      (number) => number % 3 !== 0 && number <= 2 ** 20,
    ];
    for (const isTaken of attacks) {
      const { number, asked } = suggested(isTaken);
      assert.ok(!isTaken(number));
      assert.ok(asked <= 45, `asked ${String(asked)} times`);
    }
  });
});
