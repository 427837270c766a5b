// Whatever is said, lost, joined again, scrolled and read: what a channel's window shows is a part of the log
// without a hole, and what is unread is counted right.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  array,
  assert as check,
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  property,
  tuple,
  type Arbitrary,
} from 'fast-check';
import type { Change } from '../../../../../renderer/chat/core/changes.ts';
import { initialState, newChannel } from '../../../../../renderer/chat/core/initial.ts';
import { WINDOW, type ChannelState, type ChatState } from '../../../../../renderer/chat/core/model.ts';
import { reduce } from '../../../../../renderer/chat/core/reducer.ts';
import { nextPage } from '../../../../../renderer/chat/core/window.ts';
import type { Message } from '../../../../../protocol/message.ts';
import { createLogModel, ME, type LogModel } from './log-model.ts';

const GENERAL = { id: 'general', name: 'general', type: 'text', description: '', createdAt: '' } as const;

/** A page of one channel: what it was sent and has not handled yet, and its state. */
class Page {
  now: ChatState;
  readonly server: LogModel = createLogModel();
  sent: Message[] = [];

  constructor() {
    const channels = new Map([[GENERAL.id, newChannel(GENERAL)]]);
    this.now = {
      ...initialState(0),
      stage: 'room',
      me: { id: ME, name: 'Me', status: 'online', verified: true },
      order: [GENERAL.id],
      channels,
      current: GENERAL.id,
    };
  }
  get channel(): ChannelState {
    const channel = this.now.channels.get(GENERAL.id);
    assert.ok(channel);
    return channel;
  }
  change(change: Change): void {
    this.now = reduce(this.now, change);
  }
  say(count: number, author: string): void {
    const said = this.server.say(count, author);
    if (this.channel.sync !== 'away') this.sent.push(...said);
  }
  deliver(count: number): void {
    const messages = this.sent.splice(0, count);
    if (messages.length > 0)
      this.change({ kind: 'event', event: 'new_messages', payload: { channel_id: GENERAL.id, messages } });
  }
  lose(): void {
    this.sent = [];
    this.change({ kind: 'lost' });
  }
  join(after: number | undefined, meanwhile = 0): void {
    this.change({ kind: 'sync', channelId: GENERAL.id, sync: 'joining' });
    const { epoch } = this.channel;
    const position = epoch === null ? undefined : after;
    const answer = this.server.join(position, position === undefined ? null : epoch, 50);
    // what was sent before it is handled before it; some of what comes after may come first
    this.say(meanwhile, 'other');
    this.deliver(Infinity);
    this.change({ kind: 'snapshot', snapshot: answer, after: position });
  }
  older(count: number): void {
    const [first] = this.channel.messages;
    if (!first || !this.channel.hasOlder) return;
    const page = this.server.before(first.id, count);
    if (page) this.change({ kind: 'older', channelId: GENERAL.id, page, hasOlder: page.length === count });
  }
  newer(): void {
    while (this.channel.hasNewer) {
      const next = nextPage(this.channel);
      const end = this.channel.messages.at(-1);
      const page = 'after' in next ? undefined : this.server.before(next.before.id, 200);
      if (page) this.change({ kind: 'newer', channelId: GENERAL.id, page });
      else this.join('after' in next ? next.after : this.channel.lastSeq);
      if (this.channel.messages.at(-1) !== end) return;
    }
  }
  catchUp(meanwhile = 0): void {
    if (this.channel.sync !== 'live') this.join(this.channel.lastSeq, meanwhile);
  }
}

type Step = (page: Page) => void;
const often = (from: number, to: number): Arbitrary<number> => integer({ min: from, max: to });
const STEPS: Arbitrary<{ name: string; run: Step }> = oneof(
  tuple(often(1, 40), constantFrom('other', ME)).map(([count, author]) => ({
    name: `${author} says ${String(count)}`,
    run: (page: Page) => {
      page.say(count, author);
    },
  })),
  often(400, 900).map((count) => ({
    name: `others say ${String(count)}`,
    run: (page: Page) => {
      page.say(count, 'other');
    },
  })),
  often(1, 60).map((count) => ({
    name: `${String(count)} arrive`,
    run: (page: Page) => {
      page.deliver(count);
    },
  })),
  constant({
    name: 'one is lost',
    run: (page: Page) => {
      page.sent.shift();
    },
  }),
  constant({
    name: 'the connection is lost',
    run: (page: Page) => {
      page.lose();
    },
  }),
  often(0, 3).map((meanwhile) => ({
    name: `catches up, ${String(meanwhile)} said meanwhile`,
    run: (page: Page) => {
      page.catchUp(meanwhile);
    },
  })),
  constant({
    name: 'older',
    run: (page: Page) => {
      page.older(100);
    },
  }),
  constant({
    name: 'much older',
    run: (page: Page) => {
      for (let count = 0; count < 16; count += 1) page.older(100);
    },
  }),
  constant({
    name: 'newer',
    run: (page: Page) => {
      if (page.channel.sync === 'live') page.newer();
    },
  }),
  constant({
    name: 'newest',
    run: (page: Page) => {
      if (page.channel.sync === 'live') page.join(undefined);
    },
  }),
  boolean().map((isAtNewest) => ({
    name: `at newest ${String(isAtNewest)}`,
    run: (page: Page) => {
      page.change({ kind: 'at-newest', isAtNewest });
    },
  })),
  boolean().map((isAttended) => ({
    name: `attended ${String(isAttended)}`,
    run: (page: Page) => {
      page.change({ kind: 'attended', isAttended });
    },
  })),
  constant({
    name: 'half is read',
    run: (page: Page) => {
      page.change({
        kind: 'read',
        channelId: GENERAL.id,
        seq: Math.floor((page.channel.readSeq + page.channel.lastSeq) / 2),
      });
    },
  }),
  constant({
    name: 'another log',
    run: (page: Page) => {
      page.lose();
      page.server.renew();
    },
  }),
);

function checkWindow({ channel, server: { log } }: Page, isOneLog: boolean): void {
  const { messages, lastSeq, hasOlder, hasNewer, readSeq, unread, sync } = channel;
  assert.ok(messages.length <= WINDOW, 'bounded');
  const [first, last] = [messages[0], messages.at(-1)];
  if (first && last) {
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      Array.from({ length: messages.length }, (_, index) => first.seq + index),
      'no hole',
    );
    assert.equal(last.seq === lastSeq, !hasNewer, 'hasNewer');
    if (!hasOlder) assert.equal(first.seq, 1, 'hasOlder');
  } else assert.equal(hasNewer, false);
  assert.ok(readSeq <= lastSeq, 'read what is there');
  assert.equal(unread > 0, unread !== 0 && readSeq < lastSeq);
  if (!isOneLog && sync !== 'live') return;
  for (const message of messages) assert.equal(message, log[message.seq - 1]);
}

test('a window is a part of the log without a hole, and at the end it is caught up', () => {
  check(
    property(array(STEPS, { minLength: 5, maxLength: 40 }), (steps) => {
      const page = new Page();
      page.join(undefined);
      const isOneLog = !steps.some(({ name }) => name === 'another log');
      for (const { run } of steps) {
        run(page);
        checkWindow(page, isOneLog);
      }
      // one that was lost shows with the next one
      page.say(1, 'other');
      page.deliver(Infinity);
      page.catchUp();
      checkWindow(page, true);
      assert.equal(page.channel.lastSeq, page.server.lastSeq);
      // scrolled down to the end, every message is there
      for (let pages = 0; page.channel.hasNewer; pages += 1) {
        page.newer();
        checkWindow(page, true);
        assert.ok(pages < 200, 'comes to an end');
      }
      assert.equal(page.channel.messages.at(-1)?.seq ?? page.channel.lastSeq, page.server.lastSeq);
      page.change({ kind: 'attended', isAttended: true });
      page.change({ kind: 'at-newest', isAtNewest: true });
      assert.deepEqual(
        [page.channel.unread, page.channel.mentions, page.channel.readSeq],
        [0, 0, page.server.lastSeq],
      );
    }),
    { numRuns: 300 },
  );
});

test('where nothing is left out, exactly other people’s messages are unread', () => {
  const small = array(tuple(often(1, 20), constantFrom('other', ME), boolean()), { maxLength: 20 });
  check(
    property(small, (said) => {
      const page = new Page();
      page.join(undefined);
      page.change({ kind: 'attended', isAttended: false });
      for (const [count, author, loses] of said) {
        if (loses) page.lose();
        page.say(count, author);
        page.deliver(Infinity);
        page.catchUp();
      }
      const own = page.server.log.findLast(({ user_id: author }) => author === ME)?.seq ?? 0;
      const unread = page.server.log.filter(({ seq }) => seq > own);
      assert.equal(page.channel.unread, unread.length);
      assert.equal(
        page.channel.newSince !== null,
        page.server.log.some(({ user_id: author }) => author !== ME),
      );
    }),
    { numRuns: 300 },
  );
});
