// What calls somebody back: the title, and which mentions are news.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { newMentions } from '../../../../../renderer/chat/attention/new-mentions.ts';
import { countWaiting, pageTitle } from '../../../../../renderer/chat/attention/page-title.ts';
import { NO_TRAIL } from '../../../../../renderer/chat/core/initial.ts';
import type { ChannelState } from '../../../../../renderer/chat/core/model.ts';
import { byId, channel, message } from '../some-state.ts';

const live = (
  lastSeq: number,
  mentionSeqs: readonly number[],
  more: Partial<ChannelState> = {},
): ChannelState =>
  channel('general', {
    epoch: 'e',
    lastSeq,
    messages: [message(lastSeq)],
    trail: { ...NO_TRAIL, mentionSeqs },
    ...more,
  });
const found = (before: ChannelState[], now: ChannelState[]) => newMentions(byId(before), byId(now));

suite('title', () => {
  test('counts what waits in all channels', () => {
    assert.deepEqual(
      countWaiting(byId([channel('a', { unread: 2, mentions: 1 }), channel('b', { unread: 3 })])),
      { unread: 5, mentions: 1 },
    );
    assert.deepEqual(countWaiting(new Map()), { unread: 0, mentions: 0 });
  });

  test('has the number first, then where one is', () => {
    assert.equal(pageTitle(0, '', 'Physik 10b'), 'Physik 10b');
    assert.equal(pageTitle(0, 'general', 'Physik 10b'), '#general, Physik 10b');
    assert.equal(pageTitle(3, 'general', 'Physik 10b'), '(3) #general, Physik 10b');
  });
});

suite('mentions that are news', () => {
  test('one came: it is told with its message', () => {
    const [news, ...others] = found([live(4, [])], [live(5, [5])]);
    assert.equal(news?.channel.id, 'general');
    assert.equal(news?.message?.seq, 5);
    assert.deepEqual(others, []);
  });

  test('several at once in a channel are told once, by the newest', () => {
    assert.deepEqual(
      found([live(4, [])], [live(6, [5, 6])]).map((news) => news.message?.seq),
      [6],
    );
  });
  test('nothing new, or only read ones gone', () => {
    assert.deepEqual(found([live(5, [5])], [live(6, [5])]), []);
    assert.deepEqual(found([live(6, [5, 6])], [live(6, [6])]), []);
  });
  test('what was missed before the page knew the channel rings for nobody', () => {
    assert.deepEqual(found([], [live(5, [5])]), []);
    assert.deepEqual(found([channel('general')], [live(5, [5])]), []);
  });
  test('a message that the page does not hold is told without its text', () => {
    assert.deepEqual(
      found([live(4, [])], [live(9, [5])]).map((news) => news.message),
      [undefined],
    );
  });
});
