// What spy.inject.cjs noted, and the answers of who sits at the desktop.
import { expect, type ElectronApplication } from '@playwright/test';
import type { MenuItem, Menu, Notification, Tray } from 'electron';

interface Question {
  kind: 'message' | 'open';
  options: { message?: string; detail?: string; buttons?: string[] };
  answer: (value: object) => void;
}

declare global {
  // oxlint-disable-next-line no-var -- only var declares a global; it lives in the app's process
  var spy: {
    tray: { shown: boolean; tooltip: string; image: string; menu: Menu | null; icon: Tray | null };
    notifications: { title: string; body: string; self: Notification }[];
    questions: Question[];
    opened: [how: string, what: string][];
    errorBoxes: { title: string; content: string }[];
    end(): void;
  };
}

export interface Item {
  label: string;
  type: MenuItem['type'];
  enabled: boolean;
  checked: boolean;
}

export interface TraySpy {
  isShown(): Promise<boolean>;
  tooltip(): Promise<string>;
  image(): Promise<string>;
  /** Labels, without separators */
  items(): Promise<Item[]>;
  /** @throws where there is no such item, or it cannot be chosen now */
  choose(label: string): Promise<void>;
  /** The icon itself */
  click(): Promise<void>;
}

export interface DialogSpy {
  /** The n-th question of this run, from 0, when it comes */
  question(n: number): Promise<{ message: string; detail: string; buttons: string[] }>;
  /** Presses a button of the newest question. */
  press(button: string): Promise<void>;
  /** Answers the newest dialog for a folder; null: it is closed without one. */
  chooseFolder(path: string | null): Promise<void>;
  count(): Promise<number>;
}

export function spyTray(electron: ElectronApplication): TraySpy {
  return {
    isShown: async () => electron.evaluate(() => globalThis.spy.tray.shown),
    tooltip: async () => electron.evaluate(() => globalThis.spy.tray.tooltip),
    image: async () => electron.evaluate(() => globalThis.spy.tray.image),
    items: async () =>
      electron.evaluate(() =>
        (globalThis.spy.tray.menu?.items ?? [])
          .filter(({ type }) => type !== 'separator')
          .map(({ label, type, enabled, checked }) => ({ label, type, enabled, checked })),
      ),
    choose: async (label) =>
      electron.evaluate((_, wanted) => {
        const items = globalThis.spy.tray.menu?.items ?? [];
        const item = items.find((each) => each.label === wanted && each.enabled && each.visible);
        if (!item)
          throw new Error(
            `The tray's menu has no "${wanted}" to choose, but ${items.map((each) => each.label).join(', ')}`,
          );
        item.click();
      }, label),
    click: async () =>
      electron.evaluate(() => {
        globalThis.spy.tray.icon?.emit('click', {}, {}, {});
      }),
  };
}

export function spyDialogs(electron: ElectronApplication): DialogSpy {
  const count = async () => electron.evaluate(() => globalThis.spy.questions.length);
  return {
    count,
    async question(n) {
      await expect.poll(count, { message: 'a dialog of the system' }).toBeGreaterThan(n);
      return electron.evaluate((_, index) => {
        const { message = '', detail = '', buttons = [] } = globalThis.spy.questions[index]?.options ?? {};
        return { message, detail, buttons };
      }, n);
    },
    press: async (button) =>
      electron.evaluate(async (_, label) => {
        const question = globalThis.spy.questions.at(-1);
        const response = question?.options.buttons?.indexOf(label) ?? -1;
        if (!question || response < 0)
          throw new Error(
            `No question has a button "${label}", but ${question?.options.buttons?.join(', ') ?? 'there is none'}`,
          );
        question.answer({ response, checkboxChecked: false });
        // what came by the inspector ends without its promises' turn: the app has to hear the answer first
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }, button),
    async chooseFolder(path) {
      await electron.evaluate((_, chosen) => {
        const question = globalThis.spy.questions.at(-1);
        if (question?.kind !== 'open') throw new Error('Nobody asked for a folder');
        question.answer(
          chosen === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [chosen] },
        );
      }, path);
    },
  };
}
