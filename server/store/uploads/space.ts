// What uploads may take of the disk: what lies above the space that stays free, a share for each person, and
// one for everybody together. Bytes under way count as taken: else many uploads at once would each find the
// same space.
import pLimit from 'p-limit';
import { ChatError } from '../../../protocol/errors.ts';
import { sizeInWords } from '../../../protocol/upload-rule.ts';

/** The disk is looked at again after as many bytes of a file: others write to it too. */
const LOOK_EVERY = 4 * 1024 ** 2;

/** Whose space a file takes: a person whose secret came with it, else only an address is known. */
export type Owner = { person: string } | { address: string };

export interface SpaceOptions {
  /** Bytes free on the disk */
  freeBytes: () => Promise<number>;
  /** Bytes that stay free */
  floor: number;
  /** Bytes that one owner may bring */
  perPerson: number;
  /** Bytes of everybody together */
  inAll: number;
  /** Bytes of what is stored */
  stored: () => number;
  /** The same, of what this owner brought */
  storedOf: (owner: Owner) => number;
}

export interface Reservation {
  /** Asked before the file's first `size` bytes are written. Rejects with `storage_full` or `quota`. */
  cover(size: number): Promise<void>;
  /** The file is stored, or given up. */
  release(): void;
}

export interface Space {
  /**
   * Sets space aside for a file of as many bytes; 0 where that is not known. Rejects with `storage_full` or
   * `quota`.
   */
  reserve(owner: Owner | undefined, expected: number): Promise<Reservation>;
}

export const ownerKey = (owner: Owner): string =>
  'person' in owner ? `person ${owner.person}` : `address ${owner.address}`;

export function createSpace(options: SpaceOptions): Space {
  const { freeBytes, floor, perPerson, inAll, stored, storedOf } = options;
  // one after the other: of two that fit alone and not together the first is taken
  const turn = pLimit(1);
  const reservedOf = new Map<string, number>();
  let reserved = 0;
  let unwritten = 0;

  const count = (owner: Owner | undefined, bytes: number): void => {
    reserved += bytes;
    unwritten += bytes;
    if (!owner) return;
    const key = ownerKey(owner);
    const now = (reservedOf.get(key) ?? 0) + bytes;
    if (now > 0) reservedOf.set(key, now);
    else reservedOf.delete(key);
  };

  const check = async (owner: Owner | undefined, more: number): Promise<void> => {
    if (owner && storedOf(owner) + (reservedOf.get(ownerKey(owner)) ?? 0) + more > perPerson)
      throw new ChatError(
        'quota',
        `One person may send files of ${sizeInWords(perPerson)} together. The host can raise this limit.`,
      );
    if (stored() + reserved + more > inAll)
      throw new ChatError(
        'quota',
        `The files of this room may take ${sizeInWords(inAll)} together. The host can raise this limit.`,
      );
    for (;;) {
      // what is written while the disk is looked at is counted twice; then it is looked at again
      const before = unwritten;
      if ((await freeBytes()) - before - more >= floor) return;
      if (unwritten === before) throw new ChatError('storage_full');
    }
  };

  return {
    async reserve(owner, expected) {
      let mine = 0;
      let asked = 0;
      let written = 0;
      let lookedAt = 0;
      const take = (more: number): Promise<void> =>
        turn(async () => {
          await check(owner, more);
          mine += more;
          count(owner, more);
        });
      await take(expected);
      return {
        async cover(size) {
          // what was asked for before is on the disk now
          unwritten -= asked - written;
          written = asked;
          if (size > mine || size - lookedAt >= LOOK_EVERY) {
            await take(Math.max(0, size - mine));
            lookedAt = size;
          }
          asked = size;
        },
        release() {
          // `count` takes all of it from what is not written
          unwritten += written;
          count(owner, -mine);
          mine = 0;
          written = 0;
        },
      };
    },
  };
}
