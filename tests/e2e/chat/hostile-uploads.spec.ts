// Whatever is uploaded, opening it in a browser runs no script and fetches nothing from elsewhere.
import { expect, test } from '@playwright/test';
import { openRoom } from '../../support/helpers/running-room.ts';
import { HOSTILE_NAMES, hostileFiles } from '../../support/browser/hostile-files.ts';
import { openSite, script, watch } from '../../support/browser/site.ts';

const VARIANTS = 120;
const IN_A_GALLERY = 10;
const THOROUGH = process.env['LANLINE_THOROUGH'] === '1';

test('hostile uploads run nothing, opened on their own, in frames and as pictures', async ({
  page,
  context,
}) => {
  const canary = await openSite();
  const room = await openRoom({ settings: { limits: false } });
  const files = await hostileFiles(script(canary.url), canary.url);
  const stored: string[] = [];
  let tried = 0;
  for (const { body, endings } of files) {
    for (const ending of endings) {
      const names = HOSTILE_NAMES(canary.url);
      // the name has less to do with it than what is in the file: the short form turns through them
      for (const name of THOROUGH
        ? names
        : [names[tried % names.length] ?? '', ...(tried % 3 === 0 ? ['plain'] : [])]) {
        tried += 1;
        const form = new FormData();
        form.set('file', new Blob([new Uint8Array(body)], { type: 'text/html' }), `${name}.${ending}`);
        const response = await fetch(`${room.url}/api/upload`, { method: 'POST', body: form });
        expect([200, 400]).toContain(response.status);
        const record = (await response.json()) as { url: string; thumbnail_url: string | null };
        if (response.ok)
          stored.push(record.url, ...(record.thumbnail_url === null ? [] : [record.thumbnail_url]));
      }
    }
  }
  expect(tried).toBeGreaterThanOrEqual(VARIANTS);
  expect(stored.length).toBeGreaterThanOrEqual(VARIANTS / 3);

  // the short form opens each in one way; how many frames a browser has at once costs more than how many files there are
  const alone = THOROUGH ? stored : stored.filter((_, index) => index % 2 === 0);
  const embedded = THOROUGH ? stored : stored.filter((_, index) => index % 2 === 1);
  const galleries = Array.from({ length: Math.ceil(embedded.length / IN_A_GALLERY) }, (_, index) =>
    embedded.slice(index * IN_A_GALLERY, (index + 1) * IN_A_GALLERY),
  );
  const gallery = await openSite(
    Object.fromEntries(
      galleries.map((paths, index) => [`/${String(index)}`, galleryOf(paths.map((path) => room.url + path))]),
    ),
  );
  const { signs } = watch(page, [room.url, gallery.url]);
  try {
    for (const path of alone) {
      // what is a download is no page
      await page.goto(room.url + path).catch((error: unknown) => {
        expect(String(error)).toMatch(/download|ERR_ABORTED/i);
      });
      expect(await page.title(), path).not.toBe('ran');
      expect(await page.evaluate(() => window.name), path).not.toBe('ran');
    }
    for (const index of galleries.keys()) {
      await page.goto(`${gallery.url}/${String(index)}`, { waitUntil: 'load' });
      expect(await page.title()).toBe('gallery');
      expect(page.frames().length).toBeGreaterThan(1);
      expect(await page.evaluate(() => window.name)).not.toBe('ran');
    }
    expect(context.pages()).toHaveLength(1);
    expect(signs).toEqual([]);
    expect(canary.asked).toEqual([]);
  } finally {
    await page.close();
    await gallery.close();
    await room.close();
    await canary.close();
  }
});

/** A page of another site that has these in it, in every way there is. */
function galleryOf(urls: readonly string[]): { type: string; body: string } {
  const tags = urls.flatMap((url) => [
    `<iframe src="${url}"></iframe>`,
    `<img src="${url}">`,
    `<embed src="${url}">`,
    `<object data="${url}"></object>`,
    `<script src="${url}"></script>`,
    `<link rel="stylesheet" href="${url}">`,
  ]);
  return {
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><title>gallery</title>${tags.join('\n')}`,
  };
}

test('the same files do run where they are served as what they pretend to be', async ({ context }) => {
  const canary = await openSite();
  const files = await hostileFiles(script(canary.url), canary.url);
  for (const kind of ['HTML', 'SVG', 'PNG and HTML']) {
    const body = files.find((file) => file.kind === kind)?.body ?? '';
    const site = await openSite({ '/': { type: kind === 'SVG' ? 'image/svg+xml' : 'text/html', body } });
    // a page of its own: its dialogs stand in the way of going elsewhere
    const page = await context.newPage();
    const { signs } = watch(page, [site.url]);
    await page.goto(site.url, { waitUntil: 'commit' });
    await expect.poll(() => signs.join(), kind).toContain(`${canary.url}/ran`);
    await page.close();
    await site.close();
  }
  await canary.close();
});
