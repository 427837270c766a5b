import assert from 'node:assert/strict';
import type { MessageBoxOptions, NotificationConstructorOptions } from 'electron';
import { test } from 'node:test';
import { createFirstClose } from '../../../../main/window/first-close.ts';
import { createQuestions } from '../../../../main/window/questions.ts';
import { here, running, settableAppearance, settableHost } from '../desktop-parts.ts';

function openQuestions() {
  const host = settableHost();
  const appearance = settableAppearance();
  const asked: MessageBoxOptions[] = [];
  const answers: ((response: number) => void)[] = [];
  const questions = createQuestions({
    host,
    appearance,
    showMessageBox: async (options) => {
      asked.push(options);
      return new Promise((resolve) => {
        answers.push((response) => {
          resolve({ response });
        });
      });
    },
  });
  return { host, appearance, asked, answers, questions };
}

test('nobody but the host here: it quits without asking', async () => {
  const { host, asked, questions } = openQuestions();
  assert.equal(await questions.mayQuit('quit'), true);
  host.set({ state: running });
  host.people = [here('host', true)];
  assert.equal(await questions.mayQuit('quit'), true);
  assert.equal(asked.length, 0);
});

test('people here: it asks, says how many, and means the harmless answer by Enter and Escape', async () => {
  const { host, asked, answers, questions } = openQuestions();
  host.set({ state: running, people: 14 });
  const quits = questions.mayQuit('quit');
  assert.match(asked[0]?.detail ?? '', /^14 people are here/);
  const { buttons = [], defaultId, cancelId } = asked[0] ?? {};
  assert.deepEqual([buttons[defaultId ?? -1], buttons[cancelId ?? -1]], ['Keep running', 'Keep running']);
  answers[0]?.(buttons.indexOf('Quit'));
  assert.equal(await quits, true);
  const stays = questions.mayQuit('quit');
  answers[1]?.(buttons.indexOf('Keep running'));
  assert.equal(await stays, false);
});

test('asked twice, it is one question', async () => {
  const { host, asked, answers, questions } = openQuestions();
  host.set({ state: running, people: 1 });
  const both = [questions.mayQuit('quit'), questions.mayQuit('closing')];
  answers[0]?.(0);
  assert.deepEqual(await Promise.all(both), [false, false]);
  assert.equal(asked.length, 1);
});

test('closing the window asks even without people, unless nothing runs', async () => {
  const { host, appearance, asked, answers, questions } = openQuestions();
  assert.equal(await questions.mayQuit('closing'), true);
  host.set({ state: running });
  appearance.language = 'de';
  const quits = questions.mayQuit('closing');
  assert.match(asked[0]?.detail ?? '', /Ohne Fenster/);
  answers[0]?.(1);
  assert.equal(await quits, true);
});

test('the first closing says that the room stays open, later ones nothing; a click brings the window back', () => {
  const shown: (NotificationConstructorOptions & { click?: () => void })[] = [];
  let isSupported = false;
  let isSaid = false;
  let windows = 0;
  class Notification {
    static isSupported() {
      return isSupported;
    }
    options: (typeof shown)[number];
    constructor(options: NotificationConstructorOptions) {
      this.options = options;
    }
    on(_event: 'click', listener: () => void) {
      this.options.click = listener;
    }
    show() {
      shown.push(this.options);
    }
  }
  const say = createFirstClose({
    appearance: settableAppearance('de'),
    window: {
      show: () => {
        windows += 1;
      },
    },
    platform: 'win32',
    Notification,
    memory: {
      wasSaid: () => isSaid,
      setSaid: () => {
        isSaid = true;
      },
    },
  });
  say();
  assert.deepEqual([shown.length, isSaid], [0, false], 'where it cannot be said, it is not taken for said');
  isSupported = true;
  say();
  say();
  assert.deepEqual(
    shown.map(({ title, body }) => [title, body?.includes('Taskleiste')]),
    [['Lanline läuft weiter', true]],
  );
  shown[0]?.click?.();
  assert.equal(windows, 1);
});
