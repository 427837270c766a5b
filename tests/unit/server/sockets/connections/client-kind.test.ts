// What is shown of a client's User-Agent, which may be any text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { readUserAgent } from '../../../../../server/sockets/connections/client-kind.ts';

const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const BLINK = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0';

for (const [text, expected] of [
  [
    `Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) ${WEBKIT} Version/17.4 Mobile/15E148 Safari/604.1`,
    { device: 'iPad', browser: 'Safari' },
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) ${WEBKIT} CriOS/126.0 Mobile/15E148 Safari/604.1`,
    { device: 'iPhone', browser: 'Chrome' },
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/17.4 Safari/605.1.15`,
    { device: 'macOS', browser: 'Safari' },
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${BLINK} Safari/537.36 Edg/126.0.0.0`,
    { device: 'Windows', browser: 'Edge' },
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${BLINK} Mobile Safari/537.36`,
    { device: 'Android', browser: 'Chrome' },
  ],
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
    { device: 'Linux', browser: 'Firefox' },
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${BLINK} Safari/537.36`,
    { device: 'Chrome OS', browser: 'Chrome' },
  ],
  ['node-XMLHttpRequest', {}],
  ['curl/8.9.1', {}],
  ['', {}],
  [undefined, {}],
] as const) {
  test(`${text ?? 'nothing'} is ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(readUserAgent(text), expected);
  });
}

test('nothing of a text comes through, whatever it is', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 600 }),
    fc.string({
      unit: fc.constantFrom(
        'Mozilla/5.0 (',
        'Android ',
        'iPad',
        '\u202e<b>',
        ' Version/',
        '1.',
        ';',
        ')',
        'Chrome/',
        ' Mobile',
      ),
      maxLength: 200,
    }),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const { device = '', browser = '' } = readUserAgent(text);
      assert.match(device, /^[A-Za-z0-9 ]{0,20}$/);
      assert.match(browser, /^[A-Za-z0-9 -]{0,30}$/);
    }),
  );
});
