// Whatever people write, call themselves or their files: it is text. No script runs, no request goes
// elsewhere, the page keeps its shape.
import type { Page } from '@playwright/test';
import { HOSTILE } from '../../unit/renderer/chat/markdown/hostile.ts';
import { HOSTILE_NAMES } from '../../support/browser/hostile-files.ts';
import { script } from '../../support/browser/site.ts';
import { connect, enter, person } from '../../support/helpers/test-client.ts';
import { enterRoom, field, log, message, toBeginning } from './talk.ts';
import { expect, test } from './room.ts';

test.use({ flags: ['--limits', 'off'] });

const CASES = 150;
const CANARY = 'http://evil.example';
/** Longer ones are refused by the server */
const MOST = 8_000;
const NAMES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '**Anna**',
  '__proto__',
  'constructor',
  '\u0645\u0631\u062D\u0628\u0627',
  'W'.repeat(32),
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  `A${'\u0301'.repeat(20)}`,
  '\u202Eannb',
  '\u200B',
  '\u0000',
];
const FILES = [
  ...HOSTILE_NAMES(CANARY),
  '<script>alert(1)</script>',
  '"onload="alert(1)',
  'W'.repeat(180),
  '__proto__',
].map((name) => `${name}.txt`);

const shape = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('[role="log"]');
    return {
      wider: document.documentElement.scrollWidth - window.innerWidth,
      higher: document.documentElement.scrollHeight - window.innerHeight,
      listWider: list ? list.scrollWidth - list.clientWidth : -1,
      scrolls: list !== null && list.scrollHeight > list.clientHeight,
      scripts: document.querySelectorAll(
        'body script, iframe, object, embed, base, form[action], [onload], [onerror], [onclick], [onfocus], [role="log"] style, [role="log"] link',
      ).length,
      addresses: [...document.querySelectorAll('[role="log"] a')]
        .map((link) => (link as HTMLAnchorElement).protocol)
        .filter((protocol) => !/^(https?|mailto):$/.test(protocol)),
      // links too: `preconnect` needs no request
      elsewhere: [...document.querySelectorAll('img, link')]
        .map((each) => new URL(each.getAttribute('src') ?? each.getAttribute('href') ?? '', location.href))
        .filter(({ protocol, origin }) => protocol !== 'data:' && origin !== location.origin).length,
      ran: window.name !== '' || document.title.includes('ran'),
    };
  });
const HELD = {
  wider: 0,
  higher: 0,
  listWider: 0,
  scrolls: true,
  scripts: 0,
  addresses: [],
  elsewhere: 0,
  ran: false,
};

for (const [device, options, tag] of [
  ['window', {}, ['@full']],
  ['phone', { viewport: { width: 390, height: 844 } }, []],
] as const) {
  test(
    `hostile names, messages and files in a ${device} are text`,
    { tag: [...tag] },
    async ({ room, visit }) => {
      test.setTimeout(300_000);
      const contents = [
        ...HOSTILE.filter((text) => text.trim() !== '' && Array.from(text).length <= MOST),
        script(CANARY),
        `<script>${script(CANARY)}</script>`,
      ];
      expect(contents.length + NAMES.length + FILES.length).toBeGreaterThanOrEqual(CASES);
      const writer = await enter(room.url, person('Writer'));
      let taken = 0;
      for (const content of contents) {
        const { ok } = await writer.ask('send_message', { channel_id: 'general', message: { content } });
        if (ok) taken += 1;
      }
      // the server refuses what has nothing to show
      expect(taken).toBeGreaterThan(contents.length * 0.9);
      const others = [];
      for (const name of NAMES) {
        const other = await connect(room.url);
        others.push(other);
        // some are refused, which is as good
        const { ok } = await other.ask('join_user', { user: person(name) });
        if (ok) await other.askOk('send_message', { channel_id: 'general', message: { content: name } });
      }
      for (const name of FILES) {
        const form = new FormData();
        form.set('file', new Blob(['text']), name);
        const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body: form });
        if (response.ok)
          await writer.ask('send_message', {
            channel_id: 'general',
            message: { content: '', type: 'file', file: await response.json() },
          });
      }
      const { page } = await visit(options);
      await enterRoom(page, 'Anna');
      await expect(log(page).getByRole('article').last()).toBeVisible();
      expect(await shape(page)).toEqual(HELD);
      await log(page).focus();
      // up through all of it, a screen at a time
      await toBeginning(page, {
        step: () => page.keyboard.press('PageUp'),
        async look() {
          expect(await shape(page)).toEqual(HELD);
        },
      });
      await expect(page.getByText(/^This is the beginning of/)).toBeInViewport();
      await field(page).fill('still writing');
      await field(page).press('Enter');
      await expect(message(page, 'still writing')).toBeInViewport();
      for (const each of [writer, ...others]) each.close();
    },
  );
}
