// Pairs the runs of marks in a text: only whole pairs around words are markup, everything else is text.
import type { Effort } from './effort.ts';
import { pushAll, pushText, type Inline } from './nodes.ts';

export type Mark = '*' | '_' | '~';

/** A run of one mark, which may open or close emphasis */
export interface Run {
  kind: 'run';
  mark: Mark;
  length: number;
  canOpen: boolean;
  canClose: boolean;
  /** Where the backslash is that stands before it, or -1 */
  backslash: number;
}

/** Emphasis in emphasis; what lies deeper is text */
const DEEPEST = 12;
/** Steps that a run costs */
const RUN = 10;
const LONGEST: Readonly<Record<Mark, number>> = { '*': 3, _: 3, '~': 2 };

interface Frame {
  /** What opened it; undefined for the text itself */
  run?: Run;
  /** Marks of the run that are not used yet */
  left: number;
  children: Inline[];
  depth: number;
  /** Words before it */
  words: number;
}

export interface Emphasis {
  text: (value: string, hasWord: boolean) => void;
  node: (node: Inline) => void;
  run: (run: Run) => void;
  end: () => Inline[];
}

/** Takes the pieces of a text in order. `onMarkup` is told each backslash before a run that became markup. */
export function createEmphasis(effort: Effort, onMarkup: (backslash: number) => void): Emphasis {
  let top: Frame = { left: 0, children: [], depth: 0, words: 0 };
  const frames: Frame[] = [top];
  let words = 0;
  /** Open runs by mark and by the marks left */
  const counts: Readonly<Record<Mark, number[]>> = { '*': [0, 0, 0, 0], _: [0, 0, 0, 0], '~': [0, 0, 0, 0] };

  const count = ({ run, left }: Frame, by: 1 | -1): void => {
    if (run) counts[run.mark][left] = (counts[run.mark][left] ?? 0) + by;
  };

  /** Runs from `first` on opened nothing: they and what follows them belong to what stands before. */
  const giveUpFrom = (first: number): void => {
    const below = frames[first - 1];
    if (!below) return;
    for (const frame of frames.splice(first)) {
      count(frame, -1);
      if (frame.run) pushText(below.children, frame.run.mark.repeat(frame.left));
      pushAll(below.children, frame.children);
      effort.spend(frame.children.length + 1);
      below.depth = Math.max(below.depth, frame.depth);
    }
    top = below;
  };

  /** How many of `length` closing marks the run closes: only whole pairs are markup. */
  const closable = (frame: Frame, mark: Mark, length: number): number => {
    if (frame.run?.mark !== mark) return 0;
    if (frame.left === length || length === 3) return frame.left;
    return frame.left === 3 ? length : 0;
  };

  const hasOpener = (mark: Mark, length: number): boolean => {
    const of = (left: number): boolean => (counts[mark][left] ?? 0) > 0;
    if (of(length)) return true;
    if (mark === '~') return false;
    return length === 3 ? of(1) && of(2) : of(3);
  };

  const wrap = (children: Inline[], mark: Mark, length: number): Inline => {
    effort.addNodes(1);
    if (mark === '~') return { type: 'delete', children };
    if (length === 3) return { type: 'emphasis', children: [wrap(children, mark, 2)] };
    return { type: length === 2 ? 'strong' : 'emphasis', children };
  };

  const close = ({ mark, length, backslash }: Run): number => {
    let left = length;
    while (left > 0 && hasOpener(mark, left)) {
      let opener = frames.length - 1;
      const fits = (at: number): number => (frames[at] ? closable(frames[at], mark, left) : 0);
      while (opener > 0 && fits(opener) === 0) opener -= 1;
      giveUpFrom(opener + 1);
      const used = fits(opener);
      const { run, children } = top;
      if (!run) break;
      if (top.words === words || top.depth >= DEEPEST) {
        giveUpFrom(opener);
        continue;
      }
      const depth = top.depth + (used === 3 ? 2 : 1);
      const node = wrap(children, mark, used);
      if (run.backslash >= 0) onMarkup(run.backslash);
      if (backslash >= 0) onMarkup(backslash);
      count(top, -1);
      top.left -= used;
      if (top.left > 0) {
        Object.assign(top, { children: [node], depth });
        count(top, 1);
      } else {
        frames.pop();
        top = frames.at(-1) ?? top;
        top.children.push(node);
        top.depth = Math.max(top.depth, depth);
      }
      left -= used;
    }
    return left;
  };

  return {
    text: (value, hasWord) => {
      pushText(top.children, value);
      if (hasWord) words += 1;
    },
    node: (node) => {
      effort.addNodes(1);
      top.children.push(node);
      words += 1;
    },
    run: (run) => {
      effort.spend(RUN);
      const isMarkup = run.length <= LONGEST[run.mark] && (run.mark !== '~' || run.length === 2);
      const left = isMarkup && run.canClose ? close(run) : run.length;
      if (left === run.length && isMarkup && run.canOpen) {
        top = { run, left, children: [], depth: 0, words };
        frames.push(top);
        count(top, 1);
      } else if (left > 0) pushText(top.children, run.mark.repeat(left));
    },
    end: () => {
      giveUpFrom(1);
      return top.children;
    },
  };
}
