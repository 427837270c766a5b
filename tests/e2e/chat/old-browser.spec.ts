// A browser that lacks what Chrome 100, Safari 15 and Firefox 100 lack, as far as a new one can be made to:
// the whole of the page works in it.
import type { Page } from '@playwright/test';
import { enterRoom, field, message, say } from './talk.ts';
import { expect, test } from './room.ts';

/**
 * Takes away what came later to one of them, and what only its syntax tells: the build makes such expressions
 * by the constructor.
 */
function growOld(): void {
  const prototypes: [object, string[]][] = [
    [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
    [Object, ['hasOwn', 'groupBy']],
    [Map, ['groupBy']],
    [Array, ['fromAsync']],
    [Promise, ['withResolvers', 'try']],
    [Intl, ['Segmenter']],
    [URL, ['canParse', 'parse']],
    [
      Set.prototype,
      [
        'union',
        'intersection',
        'difference',
        'symmetricDifference',
        'isSubsetOf',
        'isSupersetOf',
        'isDisjointFrom',
      ],
    ],
    [AbortSignal, ['any', 'timeout']],
    [Element.prototype, ['checkVisibility', 'setHTMLUnsafe', 'getHTML']],
    [HTMLElement.prototype, ['showPopover', 'hidePopover', 'togglePopover']],
    [RegExp, ['escape']],
    [
      globalThis,
      [
        'structuredClone',
        'BroadcastChannel',
        'requestIdleCallback',
        'cancelIdleCallback',
        'scheduler',
        'navigation',
        'CSSPropertyRule',
        'Iterator',
      ],
    ],
  ];
  for (const [target, names] of prototypes) for (const name of names) Reflect.deleteProperty(target, name);
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- the browser gets this function's source alone, without what stands outside of it
  const refuse = ([source, flags]: unknown[]): void => {
    const text = source instanceof RegExp ? source.source : source;
    const isNew = typeof text === 'string' && /\(\?<[=!]|\(\?[a-z]*-?[a-z]+:/.test(text);
    if (isNew || (typeof flags === 'string' && flags.includes('v')))
      throw new SyntaxError(`Invalid regular expression: ${String(text)}`);
  };
  globalThis.RegExp = new Proxy(RegExp, {
    construct(target, given: unknown[], self) {
      refuse(given);
      return Reflect.construct(target, given, self) as object;
    },
    apply(target, self, given: unknown[]) {
      refuse(given);
      return Reflect.apply(target, self, given) as object;
    },
  });
}

async function dialogsOf(page: Page): Promise<void> {
  for (const open of [
    () => page.keyboard.press('Control+k'),
    () => page.getByRole('button', { name: 'Your name and settings' }).click(),
    () => page.getByRole('button', { name: 'Emoji', exact: true }).click(),
  ]) {
    await open();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

test('in an old browser: joining, talking with everything in it, dialogs, and no error', async ({
  visit,
}) => {
  const { page } = await visit({ before: (context) => context.addInitScript(growOld) });
  expect(await page.evaluate(() => String(Array.prototype.toSorted)), 'filled in').not.toContain(
    'native code',
  );
  await enterRoom(page, 'Anna');
  await say(page, 'look at https://example.com and www.example.org, @Anna in #random, **bold** 👩‍👩‍👧');
  await expect(message(page, 'bold').locator('strong')).toHaveText('bold');
  await expect(page.getByRole('article').getByRole('link')).toHaveCount(2);
  await expect(page.getByRole('article').getByRole('button', { name: /^Open #.*random/ })).toBeVisible();
  await field(page).fill(':smil');
  await expect(page.getByRole('option').first()).toBeVisible();
  await field(page).fill('');
  await dialogsOf(page);
});
