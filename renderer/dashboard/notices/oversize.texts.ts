// A file that was refused for its size, and the way to let it in.
import { isolate } from '../../ui/isolate.ts';

const en = {
  title: 'A file was too large',
  refused: (file: string, person: string, size: string, limit: string) =>
    `${file === '' ? 'A file' : isolate(file)}${person === '' ? '' : ` from ${isolate(person)}`} is ${size}. Files can be up to ${limit}.`,
  allow: (size: string) => `Allow up to ${size}`,
  restarts: 'Allowing it restarts the server; everybody is back within seconds.',
  fixed: 'The limit was given on the command line, so it cannot be changed here.',
  close: 'Close',
};

const de: typeof en = {
  title: 'Eine Datei war zu groß',
  refused: (file, person, size, limit) =>
    `${file === '' ? 'Eine Datei' : isolate(file)}${person === '' ? '' : ` von ${isolate(person)}`} ist ${size} groß. Erlaubt sind bis zu ${limit}.`,
  allow: (size) => `Bis ${size} erlauben`,
  restarts: 'Der Server startet dafür neu, alle sind nach ein paar Sekunden wieder da.',
  fixed: 'Die Grenze wurde auf der Befehlszeile gesetzt und lässt sich hier nicht ändern.',
  close: 'Schließen',
};

export const oversizeTexts = { en, de };
