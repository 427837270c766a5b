/** Something in a data folder that is not as it was written. */
export interface Finding {
  /** Its path in the data folder */
  file: string;
  /** Goes on from the file's name, as in "is missing" */
  text: string;
}

export interface Findings {
  add(file: string, text: string): void;
  all(): readonly Finding[];
  /** Whether there is one of this file. */
  of(file: string): boolean;
}

/** Findings reported for one file, at most: a log may have thousands of damaged lines. */
const MAX_PER_FILE = 20;

export function createFindings(): Findings {
  const byFile = new Map<string, { texts: string[]; others: number }>();
  return {
    add(file, text) {
      const those = byFile.get(file) ?? { texts: [], others: 0 };
      if (those.texts.length < MAX_PER_FILE) those.texts.push(text);
      else those.others += 1;
      byFile.set(file, those);
    },
    all: () =>
      [...byFile].flatMap(([file, { texts, others }]) =>
        [...texts, ...(others > 0 ? [`has ${String(others)} more`] : [])].map((text) => ({ file, text })),
      ),
    of: (file) => byFile.has(file),
  };
}
