// The setting that is either "all" or a list of the only types of files that are accepted.
import { z } from 'zod';
import { extension, list } from './values.ts';

/** The default of earlier versions: what the old server allowed. */
export const FORMER_DEFAULT: readonly string[] = [
  'txt',
  'pdf',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'mp4',
  'webm',
  'mp3',
  'wav',
  'ogg',
  'zip',
  'rar',
  'doc',
  'docx',
  'ppt',
  'pptx',
  'xls',
  'xlsx',
];

const extensions = list(extension);
const all = z.string().trim().toLowerCase().pipe(z.literal('all'));

function isFormerDefault(types: readonly string[]): boolean {
  return types.length === FORMER_DEFAULT.length && FORMER_DEFAULT.every((each) => types.includes(each));
}

/**
 * "all" or a list. The former default is read as "all": nobody chose it, it was written down because it was
 * the default.
 */
export const uploadTypes = z.union([
  all,
  extensions.transform((types): readonly string[] | 'all' => (isFormerDefault(types) ? 'all' : types)),
]);

/** Whether a value that was given is the former default, and so is not used as it stands. */
export function isReplacedByDefault(value: unknown): boolean {
  const { data } = extensions.safeParse(value);
  return data !== undefined && isFormerDefault(data);
}
