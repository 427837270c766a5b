import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { explain } from '../../../protocol/explain.ts';
import { clientEvents } from '../../../protocol/events.ts';
import { channelParams, pageQuery, postBody } from '../../../protocol/http.ts';

const TOKEN = 'secret!'.repeat(3);

const ROWS: readonly (readonly [schema: z.ZodType, value: unknown, text: string])[] = [
  [pageQuery, { limit: '500' }, 'limit: expected number to be <=200, got "500"'],
  [pageQuery, { limit: 'many' }, 'limit: expected number, got "many"'],
  [pageQuery, { limit: ['1', '2'] }, 'limit: expected number, got a list'],
  [pageQuery, { before: ['a', 'b'] }, 'before: expected string, got a list'],
  [
    pageQuery,
    { before: 'x'.repeat(129) },
    'before: expected string to have <=128 characters, got a text of 129 characters',
  ],
  [channelParams, { id: 'über' }, 'id: expected 1 to 64 letters, digits, "-" or "_", got "über"'],
  [postBody, null, 'body: expected object, got null'],
  [postBody, [], 'body: expected object, got a list'],
  [
    postBody,
    { message: { content: true }, user: { id: 'u', username: 'U' } },
    'message.content: expected string, got true',
  ],
  [postBody, { message: {}, user: { id: 'u' } }, 'user.username: expected string, got nothing'],
  [postBody, {}, 'message: expected object, got nothing (and 1 more)'],
  [
    clientEvents.join_user,
    { user: { id: 'a\nb', username: 'A' } },
    'user.id: expected 1 to 128 characters without control characters, got "a\\nb"',
  ],
  [
    clientEvents.join_user,
    { user: { id: 'a', username: 'A' }, token: TOKEN },
    'token: expected 32 to 128 letters, digits, "-" or "_", got a text of 21 characters',
  ],
  [
    clientEvents.set_profile,
    { status: 'gone' },
    'status: expected one of "online"|"away"|"busy", got "gone"',
  ],
  [z.strictObject({}), { 'a\u001B[31m': 1 }, 'body: unknown key "a\\u001b[31m"'],
  [
    z.string().max(2),
    'a\u202E\u009B',
    'body: expected string to have <=2 characters, got "a\\u{202e}\\u{9b}"',
  ],
  [
    z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
    { a: 1 },
    'a: expected string, got 1',
  ],
  [z.record(z.string(), z.number()), JSON.parse('{"a b\\n":"x"}'), '"a b\\n": expected number, got "x"'],
  [
    z.string().refine(() => false, 'not this one'),
    'x',
    'body: expected another value (not this one), got "x"',
  ],
];

test('an error says what was wrong and what would be right', () => {
  for (const [schema, value, text] of ROWS) {
    const { error } = schema.safeParse(value);
    assert.ok(error, text);
    assert.equal(explain(error, value, 'body'), text);
  }
});
