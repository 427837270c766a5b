// What the oldest browsers that guests bring lack (Chrome 100, Safari 15, Firefox 100) and this page uses.
// Where they have it, nothing changes.

/** Must run before anything of the page does; modules must not need any of it while they are loaded. */
export function fillInOldBrowsers(): void {
  fillIn(Array.prototype, {
    at(this: readonly unknown[], index: number) {
      return this[index < 0 ? this.length + index : index];
    },
    findLast(
      this: readonly unknown[],
      fits: (item: unknown, index: number, all: readonly unknown[]) => unknown,
    ) {
      for (let index = this.length - 1; index >= 0; index -= 1)
        if (fits(this[index], index, this)) return this[index];
      return undefined;
    },
    findLastIndex(
      this: readonly unknown[],
      fits: (item: unknown, index: number, all: readonly unknown[]) => unknown,
    ) {
      for (let index = this.length - 1; index >= 0; index -= 1)
        if (fits(this[index], index, this)) return index;
      return -1;
    },
    toSorted(this: readonly unknown[], compare?: (a: unknown, b: unknown) => number) {
      // oxlint-disable-next-line unicorn/no-array-sort -- this is what makes the other one
      return Array.from(this).sort(compare);
    },
    toReversed(this: readonly unknown[]) {
      // oxlint-disable-next-line unicorn/no-array-reverse -- this is what makes the other one
      return Array.from(this).reverse();
    },
  });
  fillIn(String.prototype, {
    at(this: string, index: number) {
      return this[index < 0 ? this.length + index : index];
    },
  });
  fillIn(Object, {
    hasOwn: (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key),
  });
  fillIn(Intl, { Segmenter: Graphemes });
}

function fillIn(target: object, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

/**
 * A flag, an emoji with all that is joined to it, or a character with its marks: near enough to what people
 * take for one character.
 */
const GRAPHEME =
  /\p{RI}\p{RI}|\p{Extended_Pictographic}(?:\p{EMod}|\ufe0f)*(?:\u200d\p{Extended_Pictographic}(?:\p{EMod}|\ufe0f)*)*|\r\n|[^](?:\p{M}|\u200d)*/gu;

/** Stands in for Intl.Segmenter with graphemes, which is all that is asked of it. */
class Graphemes {
  *segment(input: string): Generator<{ segment: string; index: number; input: string }> {
    for (const { 0: segment, index } of input.matchAll(GRAPHEME)) yield { segment, index, input };
  }
}
