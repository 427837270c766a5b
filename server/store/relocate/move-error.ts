// Why a data folder could not be moved, or must not be used.
import { errorCode, isDiskFull } from '../files/file-system.ts';

/**
 * `occupied`: the new folder is not empty; `inside`: one of the two lies in the other; `space`: too little on
 * the new disk; `unwritable`: the new folder cannot be made or written; `internal`: anything else, with the
 * reason as its message.
 */
export type MoveProblem = 'occupied' | 'inside' | 'space' | 'unwritable' | 'cancelled' | 'internal';

/**
 * The move did not happen, and the room is where it was, whole; but for the one message that says otherwise.
 */
export class MoveError extends Error {
  readonly problem: MoveProblem;

  constructor(problem: MoveProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MoveError';
    this.problem = problem;
  }
}

/** The folder must not be used as a room: its room is in another one. */
export class FolderMovedError extends Error {
  readonly folder: string;
  /** Where the room is */
  readonly to: string;

  constructor(folder: string, to: string, { isUnfinished = false } = {}) {
    super(
      isUnfinished
        ? `The folder ${folder} is an unfinished copy. The room is still in ${to}.`
        : `The room of the data folder ${folder} was moved to ${to}.`,
    );
    this.name = 'FolderMovedError';
    this.folder = folder;
    this.to = to;
  }
}

const NOT_WRITABLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EINVAL',
  'ENAMETOOLONG',
  'EFBIG',
  'ENOTSUP',
  'ENOSYS',
  'ELOOP',
  'ENOENT',
]);

/** What a fault of the disk means for the one who moves. */
export function moveErrorOf(error: unknown, to: string): Error {
  if (error instanceof MoveError || error instanceof FolderMovedError || !(error instanceof Error))
    return error instanceof Error ? error : new Error(String(error));
  if (isDiskFull(error))
    return new MoveError('space', `${to} has too little space (${error.message})`, { cause: error });
  const isOfTarget = 'path' in error && typeof error.path === 'string' && error.path.startsWith(to);
  if (isOfTarget && NOT_WRITABLE.has(errorCode(error) ?? ''))
    return new MoveError('unwritable', `${to} cannot be written (${error.message})`, { cause: error });
  return new MoveError('internal', error.message, { cause: error });
}
