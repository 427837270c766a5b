// `@name` and `#channel` in a text. Names have spaces, so only those that are known can be found whole.

export type Piece =
  | { type: 'text'; value: string }
  | { type: 'person'; value: string; isMe: boolean }
  | { type: 'channel'; value: string; id: string };

export interface Known {
  /** Names of people who are or were here */
  names: Iterable<string>;
  me: string;
  channels: Iterable<{ id: string; name: string }>;
}

export interface Marker {
  readonly split: (text: string) => readonly Piece[];
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
const firstWord = (text: string): string => fold(/^[\p{L}\p{N}\p{M}_]*/u.exec(text)?.[0] ?? '');
const SIGN = /[@#](?=[^\s@#])/gu;
/**
 * A sign begins a mark where no word, address or further sign stands before it. Looked at by itself: Safari
 * before 16.4 cannot look behind.
 */
const BELONGS = /[\p{L}\p{N}\p{M}_@#/&]$/u;
/** Signs of one text that are looked at: nobody calls more people at once, and each lookup costs */
const MOST = 100;
const GOES_ON = /^[\p{L}\p{N}\p{M}_]/u;

interface Found {
  length: number;
  piece: Piece;
}

interface Entry<T> {
  entry: readonly [string, T];
  folded: string;
}

/** Names by their first word, longest first: `@Anna Lindner` is not `@Anna`. */
function index<T>(entries: Iterable<readonly [string, T]>): Map<string, Entry<T>[]> {
  const byWord = new Map<string, Entry<T>[]>();
  for (const entry of entries) {
    const word = firstWord(entry[0]);
    const list = byWord.get(word) ?? [];
    if (list.length === 0) byWord.set(word, list);
    list.push({ entry, folded: fold(entry[0]) });
  }
  for (const list of byWord.values()) list.sort(({ entry: [a] }, { entry: [b] }) => b.length - a.length);
  return byWord;
}

export function createMarker({ names, me, channels }: Known): Marker {
  const mine = fold(me);
  const people = index(
    [...new Set([...names, me])]
      .filter((name) => name !== '')
      .map((name) => [name, fold(name) === mine] as const),
  );
  const rooms = index([...channels].map(({ id, name }) => [name, id] as const));
  const myFirst = firstWord(me);

  const longest = <T>(
    list: readonly Entry<T>[] | undefined,
    rest: string,
  ): readonly [string, T] | undefined => {
    // names of one length are compared with the same text
    let length = -1;
    let said = '';
    const found = list?.find(({ entry: [name], folded }) => {
      if (name.length !== length) {
        length = name.length;
        said = fold(rest.slice(0, length));
      }
      return said === folded && !GOES_ON.test(rest.slice(length, length + 2));
    });
    return found?.entry;
  };

  const find = (sign: string, rest: string): Found | undefined => {
    const word = firstWord(rest);
    if (sign === '#') {
      const room = longest(rooms.get(word), rest);
      return room && { length: room[0].length, piece: { type: 'channel', value: room[0], id: room[1] } };
    }
    const person = longest(people.get(word), rest);
    if (person)
      return {
        length: person[0].length,
        piece: { type: 'person', value: rest.slice(0, person[0].length), isMe: person[1] },
      };
    // a first name is how people call each other; only that of somebody who is known
    if (word === '' || (!people.has(word) && word !== myFirst)) return undefined;
    const value = /^[\p{L}\p{N}\p{M}_]+/u.exec(rest)?.[0] ?? '';
    return { length: value.length, piece: { type: 'person', value, isMe: false } };
  };

  return {
    split: (text) => {
      const pieces: Piece[] = [];
      let done = 0;
      let looked = 0;
      for (const { index: at, 0: sign } of text.matchAll(SIGN)) {
        looked += 1;
        if (looked > MOST) break;
        const found =
          at < done || BELONGS.test(text.slice(Math.max(at - 2, 0), at))
            ? undefined
            : find(sign, text.slice(at + 1, at + 80));
        if (!found) continue;
        if (at > done) pieces.push({ type: 'text', value: text.slice(done, at) });
        pieces.push(found.piece);
        done = at + 1 + found.length;
      }
      if (done < text.length) pieces.push({ type: 'text', value: text.slice(done) });
      return pieces;
    },
  };
}
