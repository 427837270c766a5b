// Makes every icon from build/*.svg: `node scripts/icons.ts`. What comes out is committed, so that nobody
// needs to run this but who changes a picture.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import png2icons from 'png2icons';
import sharp from 'sharp';
import { ico, type Frame } from './ico.ts';

const root = join(import.meta.dirname, '..');

export const SIGNS = ['running', 'stopped', 'attention'] as const;

/**
 * Where no template is tinted by the system. Each has at least 3:1 on light and on dark taskbars; the shapes
 * tell the states apart.
 */
const TINTS = { running: '#009295', stopped: '#7d8789', attention: '#d9641c' } as const;

/** Sizes of Windows at 100, 125, 150, 200, 250 and 300 % */
const TRAY_SIZES = [16, 20, 24, 32, 40, 48];
const WINDOWS_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Panels show 22 or 24 pixels, or twice as many */
const LINUX_TRAY_SIZE = 48;
/** Of the guests' page: a tab on a dense screen, Android's home screen and its start of an app */
const PAGE_SIZES = [64, 192, 512];

const PAGE_ICONS = 'renderer/chat/public/icons';

/** All icons by their path in the checkout. */
export async function makeIcons(): Promise<Map<string, Buffer>> {
  const app = readFileSync(join(root, 'build/icon.svg'), 'utf8');
  const icons = new Map<string, Buffer>();
  icons.set('build/icon.ico', ico(await frames(app, WINDOWS_SIZES)));
  icons.set('build/icon.icns', icns((await frame(onMac(app), 1024)).png));
  for (const size of LINUX_SIZES)
    icons.set(`build/icons/${String(size)}x${String(size)}.png`, (await frame(app, size)).png);
  for (const size of PAGE_SIZES) icons.set(`${PAGE_ICONS}/${String(size)}.png`, (await frame(app, size)).png);
  // iOS and some Androids cut the corners themselves, those by any shape that holds the inner four fifths
  icons.set(`${PAGE_ICONS}/apple-touch.png`, (await frame(filled(app, 64), 180)).png);
  icons.set(`${PAGE_ICONS}/maskable.png`, (await frame(filled(app, 64 / 0.8), 512)).png);
  icons.set('main/tray/icons/lanline.png', (await frame(app, 256)).png);
  for (const sign of SIGNS) {
    const template = readFileSync(join(root, `build/tray-${sign}.svg`), 'utf8');
    const tinted = withAttributes(template, `fill="${TINTS[sign]}"`);
    icons.set(`main/tray/icons/${sign}Template.png`, (await frame(template, 16)).png);
    icons.set(`main/tray/icons/${sign}Template@2x.png`, (await frame(template, 32)).png);
    icons.set(`main/tray/icons/${sign}.png`, (await frame(tinted, LINUX_TRAY_SIZE)).png);
    icons.set(`main/tray/icons/${sign}.ico`, ico(await frames(tinted, TRAY_SIZES)));
  }
  return icons;
}

/** Drawn at this size, not scaled to it. */
async function frame(svg: string, size: number): Promise<Frame> {
  const drawn = sharp(
    Buffer.from(withAttributes(svg, `width="${String(size)}" height="${String(size)}"`)),
  ).ensureAlpha();
  return {
    size,
    rgba: await drawn.clone().raw().toBuffer(),
    png: await drawn.png({ compressionLevel: 9 }).toBuffer(),
  };
}

async function frames(svg: string, sizes: readonly number[]): Promise<Frame[]> {
  return Promise.all(sizes.map(async (size) => frame(svg, size)));
}

const withAttributes = (svg: string, attributes: string) => svg.replace('<svg ', `<svg ${attributes} `);

/** Apple's grid: the tile is 824 of 1024 wide, the rest is air for the shadow. */
function onMac(svg: string): string {
  return framed(svg, (64 * 1024) / 824);
}

/** The picture in the middle of a square that is `width` wide, of the drawing's 64. */
function framed(svg: string, width: number): string {
  const air = (64 - width) / 2;
  return svg.replace('viewBox="0 0 64 64"', `viewBox="${[air, air, width, width].join(' ')}"`);
}

/** The same without air: the tile's colour up to the edges, without round corners. */
function filled(svg: string, width: number): string {
  const air = String((64 - width) / 2);
  return framed(
    svg.replace(
      /<rect width="64" height="64" rx="15"/,
      `<rect x="${air}" y="${air}" width="${String(width)}" height="${String(width)}"`,
    ),
    width,
  );
}

function icns(png: Buffer): Buffer {
  const made = png2icons.createICNS(png, png2icons.BICUBIC2, 0);
  if (!made)
    throw new Error('png2icons could not make icon.icns from the drawing; it expects a PNG of 1024 pixels');
  return made;
}

if (import.meta.main) {
  for (const [file, bytes] of await makeIcons()) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), bytes);
  }
}
