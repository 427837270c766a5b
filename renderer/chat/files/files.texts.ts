// Files: as they stand in messages, and on their way there.
import { isolate } from '../../ui/isolate.ts';

const en = {
  open: (name: string) => `Open image ${isolate(name)}`,
  download: (name: string) => `Download ${isolate(name)}`,
  video: (name: string) => `Video ${isolate(name)}`,
  audio: (name: string) => `Sound ${isolate(name)}`,
  play: (name: string) => `Play ${isolate(name)}`,
  pause: (name: string) => `Pause ${isolate(name)}`,
  position: (name: string) => `Place in ${isolate(name)}`,
  file: 'File',
  folder: 'Folder',
  close: 'Close',
  previous: 'Previous image',
  next: 'Next image',
  place: (at: string, count: string) => `${at} of ${count}`,
  uploads: 'Files on their way',
  uploading: (name: string) => `Uploading ${isolate(name)}`,
  cancel: (name: string) => `Cancel ${isolate(name)}`,
  remove: (name: string) => `Remove ${isolate(name)}`,
  retry: (name: string) => `Try ${isolate(name)} again`,
  waiting: 'Waits its turn',
  progress: (sent: string, all: string) => `${sent} of ${all}`,
  dropHere: (channel: string) => `Drop files to send them to #${isolate(channel)}`,
  refusals: {
    too_large: (size: string, limit: string) =>
      `${size} is more than the ${limit} allowed here. The host can raise the limit.`,
    program: (type: string) =>
      `Programs and scripts (${type}) are not accepted here. The host can change that.`,
    hidden_program: 'This is a program, whatever its name says. The host can accept programs.',
    type_denied: (type: string) =>
      `${type === '' ? 'Files without a type' : `${type} files`} are not accepted here. The host can change that.`,
    changed: 'This file changed or is no longer there. Choose it again.',
    folder: 'Folders can’t be sent. Choose the files in it, or send it as a ZIP file.',
    unreachable: 'The connection broke off',
    quota: 'There is no more space for your files here. The host can allow more.',
    storage_full: 'The host’s disk is full',
    rate_limited: 'Too many files at once',
    other: 'The server did not take it',
  },
};

const de: typeof en = {
  open: (name) => `Bild ${isolate(name)} öffnen`,
  download: (name) => `${isolate(name)} herunterladen`,
  video: (name) => `Video ${isolate(name)}`,
  audio: (name) => `Ton ${isolate(name)}`,
  play: (name) => `${isolate(name)} abspielen`,
  pause: (name) => `${isolate(name)} anhalten`,
  position: (name) => `Stelle in ${isolate(name)}`,
  file: 'Datei',
  folder: 'Ordner',
  close: 'Schließen',
  previous: 'Voriges Bild',
  next: 'Nächstes Bild',
  place: (at, count) => `${at} von ${count}`,
  uploads: 'Dateien unterwegs',
  uploading: (name) => `${isolate(name)} wird hochgeladen`,
  cancel: (name) => `${isolate(name)} abbrechen`,
  remove: (name) => `${isolate(name)} entfernen`,
  retry: (name) => `${isolate(name)} noch einmal versuchen`,
  waiting: 'Gleich an der Reihe',
  progress: (sent, all) => `${sent} von ${all}`,
  dropHere: (channel) => `Zum Senden an #${isolate(channel)} hier loslassen`,
  refusals: {
    too_large: (size, limit) =>
      `${size} sind zu groß, erlaubt sind hier ${limit}. Der Gastgeber kann das ändern.`,
    program: (type) =>
      `Programme und Skripte (${type}) sind hier nicht erlaubt. Der Gastgeber kann das ändern.`,
    hidden_program:
      'Das ist ein Programm, auch wenn der Name etwas anderes sagt. Der Gastgeber kann Programme erlauben.',
    type_denied: (type) =>
      `${type === '' ? 'Dateien ohne Endung' : `${type}-Dateien`} sind hier nicht erlaubt. Der Gastgeber kann das ändern.`,
    changed: 'Diese Datei wurde geändert oder ist nicht mehr da. Wähle sie noch einmal aus.',
    folder: 'Ordner lassen sich nicht senden. Wähle die Dateien darin aus oder sende ihn als ZIP-Datei.',
    unreachable: 'Die Verbindung ist abgebrochen',
    quota: 'Für deine Dateien ist hier kein Platz mehr. Der Gastgeber kann mehr erlauben.',
    storage_full: 'Beim Gastgeber ist der Speicher voll',
    rate_limited: 'Zu viele Dateien auf einmal',
    other: 'Der Server hat sie nicht angenommen',
  },
};

export const fileTexts = { en, de };
