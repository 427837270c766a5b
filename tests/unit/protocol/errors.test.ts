import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ChatError,
  ERRORS,
  isTransient,
  isTransientForJoining,
  retryOf,
  type ErrorCode,
} from '../../../protocol/errors.ts';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const codesToRetry = (when: string): ErrorCode[] => CODES.filter((code) => retryOf(code) === when);

test('each error has a sentence, an HTTP status, and says whether to retry', () => {
  for (const code of CODES) {
    const { status, retry, text } = ERRORS[code];
    assert.match(code, /^[a-z]+(?:_[a-z]+)*$/);
    assert.match(text, /^[A-Z].*[^.\s]$/, code);
    assert.ok(status >= 400 && status <= 599, code);
    assert.ok(['never', 'soon', 'later'].includes(retry), code);
    assert.equal(new ChatError(code).message, text);
    assert.equal(new ChatError(code).status, status);
  }
});

test('what passes within seconds is retried soon, what somebody has to change later, all else never', () => {
  assert.deepEqual(codesToRetry('soon'), ['unauthenticated', 'rate_limited', 'closing', 'busy']);
  assert.deepEqual(codesToRetry('later'), ['server_full', 'storage_failed', 'storage_full']);
});

test('a code of a newer server is not retried, nor is what the server never said', () => {
  for (const code of ['on_holiday', 'toString', '__proto__', '']) {
    assert.equal(retryOf(code), 'never');
    assert.equal(isTransient(new ChatError(code as ErrorCode, 'text')), false);
  }
  for (const error of [new Error('rate_limited'), { code: 'rate_limited' }, 'rate_limited', undefined])
    assert.equal(isTransient(error), false);
});

test('joining is also tried again after an error inside the server', () => {
  for (const code of CODES)
    assert.equal(
      isTransientForJoining(new ChatError(code)),
      code === 'internal' || isTransient(new ChatError(code)),
      code,
    );
});
