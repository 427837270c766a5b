// What a file is shown as, and in which size: pure, so that it can be tried without a page.
import type { FileRecord } from '../core/model.ts';

export type FileKind = 'image' | 'video' | 'audio' | 'other';

/** Our own server's addresses only: a record of another shape was made by somebody else. */
const OURS = /^\/api\/files\/[^/\\]+$/u;

const isOurs = (url: unknown): url is string => typeof url === 'string' && OURS.test(url);

/** Where the bytes are; null where the record leads elsewhere. */
export const addressOf = ({ url }: Pick<FileRecord, 'url'>): string | null => (isOurs(url) ? url : null);
/** What an image is shown by. */
export const previewOf = ({
  thumbnail_url: thumbnail,
  url,
}: Pick<FileRecord, 'url' | 'thumbnail_url'>): string | null =>
  isOurs(thumbnail) ? thumbnail : isOurs(url) ? url : null;

const IMAGE = /^image\/(?:png|apng|jpeg|gif|webp)$/u;
// a browser that has no player for one of these says so, and then it is a card
const VIDEO = /^video\/(?:mp4|webm|ogg|quicktime|x-m4v)$/u;
const AUDIO =
  /^(?:audio\/(?:mpeg|mp3|mp4|x-m4a|aac|flac|x-flac|webm|wav|x-wav|wave|vnd\.wave|ogg|opus)|application\/ogg)$/u;
/** Decoded, a picture takes four bytes a pixel in every guest's browser. */
const MOST_PIXELS = 40e6;

/** What the file is shown as; imported records may lack their type. */
export function kindOf(
  file: Pick<FileRecord, 'type' | 'url' | 'thumbnail_url'> & { width?: unknown; height?: unknown },
): FileKind {
  if (addressOf(file) === null) return 'other';
  // "audio/ogg; codecs=opus"
  const type = typeof file.type === 'string' ? file.type.replace(/; codecs=[\w.,]+$/u, '') : '';
  if (IMAGE.test(type)) return isTooLarge(file) ? 'other' : 'image';
  if (VIDEO.test(type)) return 'video';
  return AUDIO.test(type) ? 'audio' : 'other';
}

function isTooLarge({
  thumbnail_url: thumbnail,
  width,
  height,
}: {
  thumbnail_url: unknown;
  width?: unknown;
  height?: unknown;
}): boolean {
  return !isOurs(thumbnail) && Number(width) * Number(height) > MOST_PIXELS;
}

const WIDEST = 360;
const HIGHEST = 260;
const LEAST = 44;

export interface Size {
  width: number;
  height: number;
}

/** Pixels that an image takes before it is there. Without a known size: the room of a usual photo. */
export function placeOf({ width, height }: { width?: unknown; height?: unknown }): Size {
  if (typeof width !== 'number' || typeof height !== 'number' || !(width > 0) || !(height > 0))
    return { width: 300, height: 200 };
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  return {
    width: Math.max(LEAST, Math.round(width * scale)),
    height: Math.max(LEAST, Math.round(height * scale)),
  };
}

const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\p{Cc}]/gu;

/** A name that cannot pretend another ending: `invoice‮fdp.exe` is no PDF. */
export const shownName = (name: unknown): string =>
  (typeof name === 'string' ? name.replace(TURNING, '') : '') || '…';

/** `XLSX`; "" where the name has no ending */
export const endingOf = (name: unknown): string =>
  /[^.]\.([\p{L}\p{N}]{1,5})$/u.exec(shownName(name))?.[1]?.toUpperCase() ?? '';
