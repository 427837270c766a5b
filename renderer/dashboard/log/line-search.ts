// Finding a text in lines, and marking where it stands.
import type { LogLine } from '../../../main/ipc/contract.ts';
import { textOf, type Part } from './line-text.ts';

export type LevelFilter = 'all' | 'warn' | 'error';

/** Finds the text as it is, large or small; null where there is nothing to look for. */
export function patternOf(search: string): RegExp | null {
  const text = search.trim();
  return text === '' ? null : new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`), 'giu');
}

/** Whether a line is shown. */
export function acceptor(level: LevelFilter, search: string): (line: LogLine) => boolean {
  const pattern = patternOf(search);
  return (line) =>
    (level === 'all' || line.level === level) && (!pattern || textOf(line).search(pattern) >= 0);
}

export interface Stretch extends Part {
  isHit: boolean;
}

/** Parts cut where hits begin and end. A hit may reach from one part into the next. */
export function markHits(parts: readonly Part[], pattern: RegExp | null): Stretch[] {
  if (!pattern) return parts.map((part) => ({ ...part, isHit: false }));
  const hits = [
    ...parts
      .map(({ text }) => text)
      .join('')
      .matchAll(pattern),
  ].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  let at = 0;
  return parts.flatMap(({ kind, text }) => {
    const start = at;
    at += text.length;
    const cuts = new Set([0, text.length]);
    for (const { from, to } of hits)
      for (const cut of [from - start, to - start]) if (cut > 0 && cut < text.length) cuts.add(cut);
    const places = [...cuts].toSorted((a, b) => a - b);
    return places
      .slice(0, -1)
      .map((from, index) => ({
        kind,
        text: text.slice(from, places[index + 1]),
        isHit: hits.some((hit) => hit.from <= start + from && start + from < hit.to),
      }));
  });
}
