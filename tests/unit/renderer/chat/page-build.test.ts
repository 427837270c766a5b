import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageBuild } from '../../../../renderer/chat/page-build.ts';

/** A page with this in its `<meta>`, or without one. */
const page = (content?: string) =>
  ({
    querySelector: (selector: string) =>
      content !== undefined && selector === 'meta[name="lanline-build"]'
        ? { getAttribute: (name: string) => (name === 'content' ? content : null) }
        : null,
  }) as unknown as Document;

test('a page knows its build; without one it has none to compare', () => {
  assert.equal(pageBuild(page('0123456789ab')), '0123456789ab');
  assert.equal(pageBuild(page('dev')), null);
  assert.equal(pageBuild(page()), null);
});
