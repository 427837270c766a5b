// What sharp does here. Every file is hostile: only the loaders of the allowed types, a pixel limit, a time
// limit, one picture at a time.
import type Sharp from 'sharp';

const THUMBNAIL = { width: 300, height: 200 };
const MOST_PIXELS = 40e6;
const LONGEST_SECONDS = 10;

let loading: Promise<typeof Sharp> | undefined;

/**
 * sharp, with the settings of the whole process. It is loaded with the first picture: it takes 21 MB and a
 * tenth of the server's start.
 */
async function loadSharp(): Promise<typeof Sharp> {
  loading ??= load();
  return loading;
}

async function load(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegFile',
      'VipsForeignLoadPngFile',
      'VipsForeignLoadWebpFile',
      'VipsForeignLoadNsgifFile',
    ],
  });
  return sharp;
}

export interface PictureFacts {
  /** Pixels as shown, after EXIF rotation; an animation's are those of one frame */
  width: number;
  height: number;
  /** Whether it is small enough to be decoded */
  drawable: boolean;
}

/**
 * What a picture's header says; undefined where it cannot be read. Decodes nothing. Rejects where sharp cannot
 * be loaded, as on a processor for which it is not there.
 */
export async function readFacts(path: string): Promise<PictureFacts | undefined> {
  const sharp = await loadSharp();
  try {
    const {
      autoOrient: { width, height },
    } = await sharp(path, { limitInputPixels: false }).metadata();
    return { width, height, drawable: width * height <= MOST_PIXELS };
  } catch {
    return undefined;
  }
}

/**
 * A WebP within 300 x 200 of the first frame, rotated by EXIF, without metadata, never enlarged. Rejects
 * where the picture is damaged or sharp cannot be loaded.
 */
export async function drawThumbnail(path: string): Promise<Buffer> {
  const sharp = await loadSharp();
  return sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true })
    .resize({ ...THUMBNAIL, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: LONGEST_SECONDS })
    .toBuffer();
}
