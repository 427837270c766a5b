// "Links end where people end them": each row of the table of cases from the field, and others of its kind.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { shown } from './shown.ts';

/** By kind: what is written and where its links lead; the first of each is from the field */
const LINKS: Readonly<Record<string, readonly [string, ...string[]][]>> = {
  'quotation marks': [
    ['Siehe „http://example.de“', 'http://example.de/'],
    ['»https://example.com/a«', 'https://example.com/a'],
    ['«https://example.com/a»', 'https://example.com/a'],
    ['‚https://example.com/a‘', 'https://example.com/a'],
    ['“https://example.com/a”.', 'https://example.com/a'],
    ['"https://example.com/a"', 'https://example.com/a'],
    ["'https://example.com/a'", 'https://example.com/a'],
    ["['http://a.example/x','http://b.example/y']", 'http://a.example/x', 'http://b.example/y'],
    ['‹https://example.com/a›', 'https://example.com/a'],
    ['「https://example.com/a」', 'https://example.com/a'],
    ['`x` "http://a.example/?q=1", ja', 'http://a.example/?q=1'],
  ],
  brackets: [
    ['[https://example.com/a]', 'https://example.com/a'],
    ['https://de.wikipedia.org/wiki/Blur_(Band)', 'https://de.wikipedia.org/wiki/Blur_(Band)'],
    ['(https://de.wikipedia.org/wiki/Blur_(Band))', 'https://de.wikipedia.org/wiki/Blur_(Band)'],
    ['(siehe https://example.com/a)', 'https://example.com/a'],
    ['(siehe https://example.com/a).', 'https://example.com/a'],
    ['<https://example.com/a>', 'https://example.com/a'],
    ['{https://example.com/a}', 'https://example.com/a'],
    ['(http://a.example/b)(http://c.example/d)', 'http://a.example/b', 'http://c.example/d'],
    ['[a](http://b.example/c_(d))', 'http://b.example/c_(d)'],
    ['https://example.com/a(', 'https://example.com/a'],
    ['https://example.com/?a[]=1&b[0]=2', 'https://example.com/?a[]=1&b[0]=2'],
    ['http://a.example(siehe unten)', 'http://a.example/'],
    ['（https://example.com/a）', 'https://example.com/a'],
  ],
  hosts: [
    ['http://[fd00::2]:5000/ hier', 'http://[fd00::2]:5000/'],
    ['http://[fd00::2]:5000', 'http://[fd00::2]:5000/'],
    ['[http://[fd00::2]/]', 'http://[fd00::2]/'],
    ['http://192.168.178.20:5000.', 'http://192.168.178.20:5000/'],
    ['http://localhost:5000, hier', 'http://localhost:5000/'],
    ['http://müller.example/ä', 'http://xn--mller-kva.example/%C3%A4'],
    ['http://fritz.box!', 'http://fritz.box/'],
    ['http://a.example:', 'http://a.example/'],
    ['HTTP://EXAMPLE.DE', 'http://example.de/'],
    ['http://lanline.local:5000/#/c/general', 'http://lanline.local:5000/#/c/general'],
    ['http://'],
    ['http://.'],
    ['http://a.example:99999/'],
    ['https://bank.example@evil.example/'],
    ['https://user:pass@evil.example/x'],
  ],
  'the end of a sentence': [
    ['Hier: https://example.com/a.', 'https://example.com/a'],
    ['https://example.com/a, und', 'https://example.com/a'],
    ['https://example.com/a?', 'https://example.com/a'],
    ['https://example.com/a?b=c!', 'https://example.com/a?b=c'],
    ['https://example.com/a…', 'https://example.com/a'],
    ['https://example.com/a...', 'https://example.com/a'],
    ['https://example.com/a;', 'https://example.com/a'],
    ['https://example.com/a。次', 'https://example.com/a'],
    ['https://example.com/a\u200B', 'https://example.com/a'],
    ['https://example.com/a\u202Egpj.exe', 'https://example.com/a'],
    ['https://example.com/a.html', 'https://example.com/a.html'],
    ['https://example.com/a-', 'https://example.com/a-'],
    ['https://fr.wikipedia.org/wiki/L’Équipe', 'https://fr.wikipedia.org/wiki/L%E2%80%99%C3%89quipe'],
  ],
  emphasis: [
    ['**https://example.com/a**', 'https://example.com/a'],
    ['_https://example.com/a_b_', 'https://example.com/a_b'],
    ['*siehe https://example.com/a*', 'https://example.com/a'],
    ['~~https://example.com/a~~', 'https://example.com/a'],
    ['https://example.com/a_', 'https://example.com/a_'],
    ['https://example.com/2020*', 'https://example.com/2020*'],
    ['https://example.com/a_b_c*d*e', 'https://example.com/a_b_c*d*e'],
    ['|https://example.com/a|b|', 'https://example.com/a'],
    ['> https://example.com/a', 'https://example.com/a'],
    ['- https://example.com/a', 'https://example.com/a'],
  ],
  'www. and mail': [
    ['www.example.de', 'http://www.example.de/'],
    ['WWW.Example.de.', 'http://www.example.de/'],
    ['(www.example.de/a_(b))', 'http://www.example.de/a_(b)'],
    ['„www.example.de“', 'http://www.example.de/'],
    ['www.example.de:8080/x?y', 'http://www.example.de:8080/x?y'],
    ['https://www.example.de', 'https://www.example.de/'],
    ['awww.x www. www.. xwww.a.de'],
    ['anna@example.de.', 'mailto:anna@example.de'],
    ['Anna <anna_b@example.de>', 'mailto:anna_b@example.de'],
    ['mailto:anna@example.de', 'mailto:anna@example.de'],
    ['_anna@example.de_', 'mailto:anna@example.de'],
    ['git@github.com:user/repo.git @anna a@b'],
    ['jörg@example.de'],
    ['[a](mailto:a@b.example)', 'mailto:a@b.example'],
  ],
  'what is no link': [
    ['svn+http://a.example'],
    ['xhttp://a.example'],
    ['ftp://a.example'],
    ['`http://a.example`'],
    ['```\nhttp://a.example\n```'],
    ['javascript://a.example/%0aalert(1)'],
    ['[x](//a.example)'],
    ['[x](http:a.example)'],
  ],
};

for (const [kind, rows] of Object.entries(LINKS))
  suite(kind, () => {
    for (const [written, ...hrefs] of rows)
      test(JSON.stringify(written), () => {
        assert.deepEqual(shown(written).hrefs, hrefs);
      });
  });

test('what is around a link, and the link itself, are shown as written', () => {
  for (const [written] of Object.values(LINKS).flat())
    if (!/[`>|]|\]\(|^- |[*_~]{1,2}$/u.test(written)) assert.equal(shown(written).text, written);
});

test('in Chinese and Japanese a link begins without a space', () => {
  assert.deepEqual(shown('请看http://example.com/a。谢谢').hrefs, ['http://example.com/a']);
});
