// "Text is shown as written": each row of the table of cases from the field, and others of its kind.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isBlank } from '../../../../../protocol/blank.ts';
import { parseMessage } from '../../../../../renderer/chat/markdown/parse.ts';
import { shown } from './shown.ts';

/** By kind; the first of each is from the field */
const UNCHANGED: Readonly<Record<string, readonly string[]>> = {
  'shares of Windows': [
    '\\\\nas\\fotos\\2025',
    '\\\\server\\c$\\_alt_\\a',
    '\\\\10.0.0.5\\daten\\[2025]\\x',
    '\\\\nas\\*.jpg und \\\\nas\\*.png',
    '\\\\nas\\fotos\\*_klein_*',
    'liegt auf \\\\nas\\~tmp~\\x',
  ],
  'paths of Windows': [
    'C:\\Users\\anna\\.ssh\\config',
    'C:\\_tmp_\\x',
    'D:\\[alt]\\(neu)\\a_b_c',
    'del C:\\*.txt D:\\*.txt',
    'C:\\Program Files (x86)\\a\\#b\\!c\\-d',
    'C:\\',
    'C:\\~a\\~~b~~\\c',
    '%APPDATA%\\*\\cache',
  ],
  shrugs: [
    '¯\\_(ツ)_/¯',
    '¯\\\\_(ツ)_/¯',
    '¯\\\\\\_(ツ)\\_/¯',
    '¯_(ツ)_/¯',
    'na ja ¯\\_(ツ)_/¯ und ¯\\_(ツ)_/¯',
    '\\_(o_o)_/',
    '\\o/ *\\o/',
    '(╯°□°)╯︵ ┻━┻',
    '(*´ω`*) (*^_^*) (*^o^*)',
    '(´▽`) und (´▽`)',
    'm(_ _)m',
    '*_* ^_^ -_- T_T o_O',
  ],
  'faces that look like quotes': [
    '>_<',
    '>.<',
    '> <',
    '> _ <',
    '>:( >:-)',
    '>>> print(1)',
    '>>',
    '> ',
    '>',
    '>kein Zitat',
    '->',
    '>>datei.txt',
    '<3 >3 <- ->',
    '>\n>',
  ],
  sums: [
    'Preis: 5*3=15 und 2*4=8',
    '5 * 3 * 2',
    '2 *3* 4',
    '5 *3=15 und 2* 4',
    '2**10 und 3**5',
    '1_000_000 + 2_000',
    '10*10*10 cm',
    '3~4 und 5~6',
    'a*b*c',
    '6*(2+3)*4',
    '5* Hotel und 4* Hotel',
    '- 5 °C',
    '+ 3 dB',
  ],
  'indices and calls': [
    'list[i](arg)',
    'a[0](b)[1](c)',
    '[x](javascript:alert(1))',
    '[siehe oben](Seite 3)',
    '[a](/b)',
    '[a](#b)',
    '[a](file:///etc/passwd)',
    '[a](data:text/html,x)',
    '[a]()',
    '[ ](x)',
    '[x] erledigt [ ] offen',
    'f(x)[y](z)',
    '[a](tel:123)',
    '[1]: x',
    '![alt](bild.png)',
  ],
  'rules and lone marks': [
    '* * *',
    '***',
    '---',
    '- - -',
    '+ + +',
    '* - *',
    '_ _ _',
    '___',
    '** **',
    '**',
    '*',
    '-',
    '- ',
    '* ',
    '1.',
    '1. ',
    '~~~',
    '~~ ~~',
    '```',
    '``',
    '` `',
    '****',
    '*.*',
    '**!!**',
  ],
  'numbers and dates': [
    '24. Dezember',
    '1986. Ein gutes Jahr',
    '1. FC Köln',
    '8) cool',
    '1) Milch\n2) Brot',
    '01. Januar\n02. Februar',
    'Wir treffen uns am\n24. Dezember\n25. Dezember',
    '-5 °C',
    '1.5 kg',
    '3.\n4.',
  ],
  'words with marks in them': [
    'snake_case_name und noch_ein_name',
    '__init__.py',
    'foo*bar*baz',
    'Sch***e, f**k',
    'a~~b~~c',
    '*.txt, *.md',
    'src/**/*.ts, tests/**/*.ts',
    '/* Kommentar */ /*x*/',
    'Bürger*innen und Nutzer*innen',
    'Freund*in, Kolleg*in',
    'Preis*\n*ohne Gewähr',
    'geht`s und läuft`s',
    '#general @anna_b_c',
    '日本*語*です',
    '*/5 * * * *',
    'x ** y',
    '*kein Ende',
    'kein Anfang*',
    '**halb*',
    '~einfach~',
  ],
  'markup of HTML and other languages': [
    '<b>x</b>',
    '&lt;b&gt; &amp; &nbsp;',
    '<!-- x -->',
    '# Titel',
    'a\n===',
    'a\n---',
    '| a | b |\n|---|---|',
    '{{ x }} ${y} %z%',
    '\\d+\\.\\w* \\[a-z\\] \\(x\\)',
    '\\frac{a_1}{b_2}',
    '\\n \\t \\\\',
    'a\\\nb',
    '```js\nnie geschlossen',
    '~~~\nauch nicht',
  ],
  'lines and spaces': [
    'a\n  b\n    c',
    'a  \nb',
    'a\n\n\n\nb *nicht',
    '  x  y\n z   *',
    'a\tb\n\tc_d',
    'Tabelle:\n  1   2\n  10  20 *',
  ],
};

for (const [kind, texts] of Object.entries(UNCHANGED))
  suite(kind, () => {
    for (const text of texts)
      test(JSON.stringify(text), () => {
        const { markup, text: seen } = shown(text);
        assert.deepEqual(markup, []);
        assert.equal(seen, text.includes('\n') ? text.trimEnd() : text.trim());
      });
  });

/** Written, shown, and what it became */
const MARKUP: readonly [string, string, string[]][] = [
  ['\\*a\\*', '*a*', []],
  ['\\*a*', '*a*', []],
  ['*a\\*', '*a*', []],
  ['\\**a**', '**a**', []],
  ['\\_a_ und \\nichts', '_a_ und \\nichts', []],
  ['\\~~a~~', '~~a~~', []],
  ['\\`a`', '`a`', []],
  ['\\`a\\`', '`a`', []],
  ['\\[a](http://b.example)', '[a](http://b.example)', []],
  ['[a\\](http://b.example)', '[a](http://b.example)', []],
  ['[a]\\(http://b.example)', '[a](http://b.example)', []],
  ['\\> a', '> a', []],
  ['\\- a', '- a', []],
  ['\\* a', '* a', []],
  ['1\\. a', '1. a', []],
  ['\\```\na\n```', '```\na\n```', []],
  ['`C:\\`', 'C:\\', ['inlineCode']],
  ['`a\\*b*`', 'a\\*b*', ['inlineCode']],
  ['*a\\*b*', 'a\\*b', ['emphasis']],
  ['*wichtig*', 'wichtig', ['emphasis']],
  ['_wichtig_.', 'wichtig.', ['emphasis']],
  ['(**a**)', '(a)', ['strong']],
  ['„*a*“', '„a“', ['emphasis']],
  ['***a***', 'a', ['emphasis', 'strong']],
  ['**a *b***', 'a b', ['strong', 'emphasis']],
  ['**Haupt**-Eingang', 'Haupt-Eingang', ['strong']],
  ['*5*', '5', ['emphasis']],
  ['*🎉*', '🎉', ['emphasis']],
  ['🎉*a*🎉', '🎉a🎉', ['emphasis']],
  ['注意：*重要*。', '注意：重要。', ['emphasis']],
  ['\u200F*سلام*\u200F', '\u200Fسلام\u200F', ['emphasis']],
  ['~~weg~~', 'weg', ['delete']],
  ['**`a`**', 'a', ['strong', 'inlineCode']],
  ['a/`b`', 'a/b', ['inlineCode']],
  ['`` a`b ``', 'a`b', ['inlineCode']],
  ['> a\n>\n> b', 'a\n\nb', ['quote']],
  ['> a\n> > b', 'a\nb', ['quote', 'quote']],
  ['- a\n  - b', 'a\nb', ['list', 'list']],
  ['1. a\n   - b', 'a\nb', ['list', 'list']],
  ['1. 2. 2024\n2. 3. 2024', '2. 2024\n3. 2024', ['list']],
  ['2. ja\n5. nein', '2. ja\n5. nein', []],
  ['1. a\n2. b\n4. c\n5. d', 'a\nb\nc\nd', ['list', 'list']],
  ['* a\nb', 'a\nb', ['list']],
  ['> - a\n> - b', 'a\nb', ['quote', 'list']],
  ['- a\n\n  b', 'a\n\nb', ['list']],
  ['- a:\n  ```\n  x\n  ```', 'a:\nx', ['list', 'code']],
  ['a\n```\n b\n```\nc', 'a\n b\nc', ['code']],
];

suite('complete markup', () => {
  for (const [written, text, markup] of MARKUP)
    test(JSON.stringify(written), () => {
      const seen = shown(written);
      assert.equal(seen.text, text);
      assert.deepEqual(seen.markup, markup);
    });

  test('numbers of a list are those that were written', () => {
    const starts = parseMessage('3. a\n4. b\n\n7. c\n8. d').blocks.map((block) =>
      block.type === 'list' ? block.start : null,
    );
    assert.deepEqual(starts, [3, 7]);
  });
});

suite('never empty', () => {
  // complete or not, whatever would leave nothing is shown as it was written
  for (const text of [
    '```\n```',
    '```\n\u200B\n```',
    '> ',
    '- ',
    '** **',
    '**\u200B**',
    '` `',
    '`\u200B`',
    '[\u200B](http://a.example)',
    '> > ',
    '~~\u3164~~',
    '[](http://a.example)',
  ])
    test(JSON.stringify(text), () => {
      assert.equal(isBlank(shown(text).text), false);
      assert.deepEqual(shown(text).markup, []);
    });
});
