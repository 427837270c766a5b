// What sharp does here. Every file is hostile: only the loaders of the allowed types, a pixel limit, a time
// limit, one picture at a time.
import sharp from 'sharp';

const THUMBNAIL = { width: 300, height: 200 };
const MOST_PIXELS = 40e6;
const LONGEST_SECONDS = 10;

let prepared = false;

/** Settings of the whole process; not at import, so that importing does nothing. */
function prepare(): void {
  if (prepared) return;
  prepared = true;
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
}

export interface PictureFacts {
  /** Pixels as shown, after EXIF rotation; an animation's are those of one frame */
  width: number;
  height: number;
  /** Whether it is small enough to be decoded */
  drawable: boolean;
}

/** What a picture's header says; undefined where it cannot be read. Decodes nothing. */
export async function readFacts(path: string): Promise<PictureFacts | undefined> {
  prepare();
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
 * where the picture is damaged.
 */
export async function drawThumbnail(path: string): Promise<Buffer> {
  prepare();
  return sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', autoOrient: true })
    .resize({ ...THUMBNAIL, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .timeout({ seconds: LONGEST_SECONDS })
    .toBuffer();
}
