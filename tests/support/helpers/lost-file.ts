// What can become of a file of a room between two starts.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The file is gone, or each of its lines that has `text` in it has another in its place, so that its checksum fails. */
export const waysToLose = (text: string, other: string): { how: string; lose: (path: string) => void }[] => [
  {
    how: 'gone',
    lose: (path) => {
      rmSync(path);
    },
  },
  {
    how: 'damaged',
    lose: (path) => {
      writeFileSync(path, readFileSync(path, 'latin1').replaceAll(text, other), 'latin1');
    },
  },
];
