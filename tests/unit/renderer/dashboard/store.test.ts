import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type {
  DesktopApi,
  NumberedLine,
  Outcome,
  Snapshot,
  WindowEvent,
  WindowEvents,
} from '../../../../main/ipc/contract.ts';
import { appendLines, lastLine, lineAt, noLines } from '../../../../renderer/dashboard/log-lines.ts';
import { fold, fromSnapshot } from '../../../../renderer/dashboard/state.ts';
import { createStore, followMain } from '../../../../renderer/dashboard/store.ts';
import { makePerson, makeSnapshot } from './snapshot.ts';

const linesOf = (from: number, to: number): NumberedLine[] =>
  Array.from({ length: to - from + 1 }, (_, index): NumberedLine => ({
    n: from + index,
    line: { time: '2026-03-03T08:00:00.000Z', level: 'info', msg: `line ${String(from + index)}` },
  }));

suite('what the window shows', () => {
  test('an event replaces its part and leaves the others the same objects', () => {
    const before = fromSnapshot(makeSnapshot({ people: [makePerson('anna')] }));
    const network = { addresses: [] };
    const after = fold(before, { event: 'network', payload: network });
    assert.equal(after.network, network);
    for (const part of ['people', 'log', 'channels', 'settings', 'trend', 'state', 'view'] as const)
      assert.equal(after[part], before[part], part);
  });

  test('people come, change and go; who stays keeps their place', () => {
    const before = fromSnapshot(makeSnapshot({ people: ['anna', 'ben', 'cem'].map((id) => makePerson(id)) }));
    const typing = makePerson('ben', { typing: 'general' });
    const after = fold(before, {
      event: 'people',
      payload: { changed: [typing, makePerson('dora')], gone: ['anna'] },
    });
    assert.deepEqual([...after.people.keys()], ['ben', 'cem', 'dora']);
    assert.equal(after.people.get('ben'), typing);
    assert.equal(after.people.get('cem'), before.people.get('cem'));
    assert.deepEqual([...before.people.keys()], ['anna', 'ben', 'cem']);
  });

  test('who left and came back in one change is here', () => {
    const before = fromSnapshot(makeSnapshot({ people: [makePerson('anna')] }));
    assert.ok(
      fold(before, {
        event: 'people',
        payload: { changed: [makePerson('anna')], gone: ['anna'] },
      }).people.has('anna'),
    );
  });

  test('the tray opens the poster and the settings; the question before Stop only while something runs', () => {
    const running = fromSnapshot(makeSnapshot());
    assert.equal(fold(running, { event: 'show', payload: 'poster' }).view.poster, true);
    const settings = fold(fold(running, { event: 'show', payload: 'poster' }), {
      event: 'show',
      payload: 'settings',
    });
    assert.deepEqual([settings.view.tab, settings.view.poster], ['settings', false]);
    const asked = fold(running, { event: 'show', payload: 'stop-question' });
    assert.equal(asked.view.stopQuestion, true);
    const stopping = fold(asked, { event: 'state', payload: { state: 'stopping' } });
    assert.equal(stopping.view.stopQuestion, false);
    assert.equal(fold(stopping, { event: 'show', payload: 'stop-question' }).view.stopQuestion, false);
  });
});

suite('the log', () => {
  test('every line is where it was, whatever came in which portions', () => {
    let log = noLines;
    for (const [from, to] of [
      [1, 3],
      [4, 999],
      [1000, 1000],
      [1001, 2750],
    ] as const)
      log = appendLines(log, linesOf(from, to));
    assert.equal(log.end - log.first, 2750);
    for (let position = 0; position < 2750; position += 1)
      assert.equal(lineAt(log, position)?.n, position + 1);
    assert.equal(lineAt(log, 2750), undefined);
    assert.equal(lastLine(log)?.n, 2750);
  });

  test('a page that is full is never copied, and what was read before is not changed', () => {
    const before = appendLines(noLines, linesOf(1, 700));
    const after = appendLines(before, linesOf(701, 702));
    assert.equal(after.pages[0], before.pages[0]);
    assert.equal(before.end, 700);
    assert.equal(lineAt(before, 700), undefined);
  });

  test('what came twice is there once', () => {
    const log = appendLines(appendLines(noLines, linesOf(1, 20)), linesOf(11, 30));
    assert.equal(log.end, 30);
    assert.equal(appendLines(log, linesOf(5, 30)), log);
  });

  test('at least the newest 10,000 are kept, and not many more; positions stay', () => {
    let log = noLines;
    for (let from = 1; from <= 50_000; from += 333)
      log = appendLines(log, linesOf(from, Math.min(50_000, from + 332)));
    assert.equal(log.end, 50_000);
    assert.ok(log.end - log.first >= 10_000 && log.end - log.first < 10_500, String(log.end - log.first));
    assert.equal(log.pages.flat().length, log.end - log.first);
    assert.equal(lineAt(log, log.first)?.n, log.first + 1);
    assert.equal(lineAt(log, log.first - 1), undefined);
  });
});

suite('the store', () => {
  test('tells once for all changes of a frame', () => {
    const frames: (() => void)[] = [];
    const store = createStore(fromSnapshot(makeSnapshot()), (run) => {
      frames.push(run);
    });
    let told = 0;
    const end = store.subscribe(() => {
      told += 1;
    });
    store.show({ logOpen: true });
    store.change({ event: 'log', payload: linesOf(1, 2) });
    assert.equal(store.now.log.end, 2);
    assert.deepEqual([told, frames.length], [0, 1]);
    frames.shift()?.();
    assert.equal(told, 1);
    store.show({ logOpen: false });
    end();
    frames.shift()?.();
    assert.equal(told, 1);
  });

  test('what main tells before its snapshot has come is not lost', async () => {
    const main = fakeMain();
    const following = followMain(main.api, (run) => {
      run();
    });
    main.tell('people', { changed: [makePerson('dora')], gone: ['anna'] });
    main.tell('log', linesOf(2, 3));
    main.answer({
      ok: true,
      value: makeSnapshot({ people: [makePerson('anna'), makePerson('ben')], log: linesOf(1, 2) }),
    });
    const store = await following;
    assert.ok(store.ok);
    assert.deepEqual([...store.value.now.people.keys()], ['ben', 'dora']);
    assert.equal(store.value.now.log.end, 3);
    main.tell('state', { state: 'stopping' });
    assert.equal(store.value.now.state.state, 'stopping');
  });

  test('without a snapshot there is no store', async () => {
    const main = fakeMain();
    const following = followMain(main.api, (run) => {
      run();
    });
    main.answer({ ok: false, fault: { code: 'internal', detail: 'no' } });
    assert.deepEqual(await following, { ok: false, fault: { code: 'internal', detail: 'no' } });
  });

  test('nor where main does not answer at all', async () => {
    const main = fakeMain();
    const store = await followMain(
      { ...main.api, getSnapshot: async () => Promise.reject(new Error('No handler registered')) },
      (run) => {
        run();
      },
    );
    assert.deepEqual(store, {
      ok: false,
      fault: { code: 'internal', detail: 'Error: No handler registered' },
    });
  });
});

function fakeMain() {
  const listeners = new Map<WindowEvent, (payload: never) => void>();
  const { promise, resolve } = Promise.withResolvers<Outcome<Snapshot>>();
  const api: Pick<DesktopApi, 'on' | 'getSnapshot'> = {
    on: (event, listener) => {
      listeners.set(event, listener);
      return () => {
        listeners.delete(event);
      };
    },
    getSnapshot: async () => promise,
  };
  return {
    api,
    answer: resolve,
    tell: <E extends WindowEvent>(event: E, payload: WindowEvents[E]) => {
      const listener = listeners.get(event);
      assert.ok(listener, `nobody listens for ${event}`);
      listener(payload as never);
    },
  };
}
