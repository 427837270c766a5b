// Old pages without a socket, in their loop: they show everything in order, and cost next to nothing when
// nothing is said.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createManualClock } from '../../support/helpers/manual-clock.ts';
import { openOldFallbackPage, type OldFallbackPage } from '../../support/helpers/old-fallback-page.ts';
import { openRoom } from '../../support/helpers/running-room.ts';
import { enter, person } from '../../support/helpers/test-client.ts';

const PAGES = 10;

async function openPages(t: TestContext, count: number) {
  const clock = createManualClock();
  const room = await openRoom({ clock, settings: { limits: false } });
  t.after(() => room.close());
  const writer = await enter(room.url, person('Writer'));
  t.after(() => {
    writer.close();
  });
  const contents: string[] = [];
  const say = async (): Promise<void> => {
    contents.push(`message ${String(contents.length)}`);
    await writer.say('general', contents.at(-1) ?? '');
  };
  for (let said = 0; said < count; said += 1) await say();
  const pages = Array.from({ length: PAGES }, (_, number) =>
    openOldFallbackPage(room.url, 'general', person(`Page${String(number)}`)),
  );
  t.after(() => {
    for (const page of pages) page.close();
  });
  /** Everybody has asked so often, and waits. The first two answers come at once: the list, and that it is the one. */
  const held = async (asked: number): Promise<void> => {
    await Promise.all(pages.map((page) => page.asked(asked)));
    await writer.settled();
  };
  return { clock, pages, contents, say, held };
}

const askedBy = (pages: readonly OldFallbackPage[]): number[] => pages.map(({ traffic }) => traffic.asked);
const every = (asked: number): number[] => Array.from({ length: PAGES }, () => asked);

test('nothing is said: each asks again after 1, 2, 4, 8, 10, 10 s, and gets its list once', async (t) => {
  const { clock, pages, contents, held } = await openPages(t, 114);
  await held(3);
  for (const page of pages) assert.deepEqual(page.shown(), contents);
  let asked = 3;
  for (const wait of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
    await clock.scheduled(wait, PAGES);
    clock.advance(wait - 1);
    assert.deepEqual(askedBy(pages), every(asked), `nobody was answered before ${String(wait)} ms`);
    clock.advance(1);
    asked += 1;
    await held(asked);
    assert.deepEqual(askedBy(pages), every(asked));
  }
  for (const { traffic, faults } of pages) {
    assert.equal(traffic.lists, 1);
    assert.deepEqual(faults, []);
  }
});

test('a thousand messages: everybody shows each of them once and in order, a list a second at most', async (t) => {
  const { clock, pages, contents, say, held } = await openPages(t, 100);
  await held(3);
  await clock.scheduled(1_000, PAGES);
  for (let second = 1; second <= 18; second += 1) {
    for (let said = 0; said < 50; said += 1) await say();
    clock.advance(1_000);
    const expected = contents.join('\n');
    await Promise.all(pages.map((page) => page.shows((shown) => shown.join('\n') === expected)));
    await held(3 + second);
    for (const { traffic, faults } of pages) {
      assert.deepEqual(faults, []);
      assert.equal(traffic.lists, 1 + second);
    }
  }
  assert.equal(contents.length, 1_000);
});

test('what a page says itself is shown to all within a second', async (t) => {
  const { clock, pages, contents, held } = await openPages(t, 3);
  await held(3);
  await pages[0]?.say('of a page');
  clock.advance(1_000);
  const expected = [...contents, 'of a page'].join('\n');
  await Promise.all(pages.map((page) => page.shows((shown) => shown.join('\n') === expected)));
  for (const { faults } of pages) assert.deepEqual(faults, []);
});
