// What was damaged or missing in the data folder.
import { isolate } from '../../ui/isolate.ts';

/** `many` is the number as people write it; `count` says whether it is one. */
type Sentence = (count: number, many: string, file: string) => string;

const enSentences: Record<string, Sentence> = {
  'messages-missing': (count, many) =>
    count === 1 ? '1 message is missing' : `${many} messages are missing`,
  'log-damaged': () => 'messages are damaged and cannot be shown',
  'log-missing': () => 'all messages are missing',
  'log-unreadable': () => 'its messages could not be read; their file was set aside',
  'log-rewritten': () => 'the file of its messages was repaired',
  'log-duplicates-ignored': (count, many) =>
    count === 1
      ? '1 message was stored twice; it is shown once'
      : `${many} messages were stored twice; they are shown once`,
  'torn-tail-cut': () => 'an unfinished last message was set aside',
  'channels-from-logs': () =>
    'The list of channels was lost. They are back, but their names may need to be set again',
  'file-damaged': (_count, _many, file) => `The file ${isolate(file)} was damaged and was set aside`,
  'file-changed': (_count, _many, file) =>
    `Another program changed ${isolate(file)} while the room was open. Stop the server and start it again`,
  'format-missing': () => 'A file that describes the room was missing and was written again',
  'room-id-lost': () => 'The room no longer recognizes its people; everybody joins as somebody new',
  'users-damaged': () => 'Part of the list of people could not be read',
  'users-tail-cut': () => 'An unfinished last entry of the list of people was set aside',
  'people-from-messages': (count, many) =>
    count === 1
      ? '1 person was missing from the list of people. They can join, but are no longer verified'
      : `${many} people were missing from the list of people. They can join, but are no longer verified`,
  'uploads-damaged': () => 'Part of the list of files could not be read',
  'uploads-tail-cut': () => 'An unfinished last entry of the list of files was set aside',
  'uploads-from-messages': (count, many) =>
    count === 1
      ? '1 file was missing from the list of files and was found again'
      : `${many} files were missing from the list of files and were found again`,
  'import-problem': (_count, _many, file) => `Not everything in ${isolate(file)} could be taken over`,
  'upload-files-missing': (count, many) =>
    count === 1 ? '1 file that a message shows is missing' : `${many} files that messages show are missing`,
};

const deSentences: typeof enSentences = {
  'messages-missing': (count, many) => (count === 1 ? '1 Nachricht fehlt' : `${many} Nachrichten fehlen`),
  'log-damaged': () => 'beschädigte Nachrichten können nicht angezeigt werden',
  'log-missing': () => 'alle Nachrichten fehlen',
  'log-unreadable': () => 'die Nachrichten waren nicht lesbar, die Datei wurde beiseitegelegt',
  'log-rewritten': () => 'die Datei mit den Nachrichten wurde repariert',
  'log-duplicates-ignored': (count, many) =>
    count === 1
      ? '1 Nachricht war doppelt gespeichert und wird einmal angezeigt'
      : `${many} Nachrichten waren doppelt gespeichert und werden einmal angezeigt`,
  'torn-tail-cut': () => 'eine unvollständige letzte Nachricht wurde beiseitegelegt',
  'channels-from-logs': () =>
    'Die Liste der Kanäle war verloren. Die Kanäle sind wieder da, brauchen aber vielleicht neue Namen',
  'file-damaged': (_count, _many, file) =>
    `Die Datei ${isolate(file)} war beschädigt und wurde beiseitegelegt`,
  'file-changed': (_count, _many, file) =>
    `Ein anderes Programm hat ${isolate(file)} bei offenem Raum geändert. Beende den Server und starte ihn wieder`,
  'format-missing': () => 'Eine Datei mit Angaben zum Raum fehlte und wurde neu geschrieben',
  'room-id-lost': () => 'Der Raum erkennt niemanden wieder, alle treten als neue Personen bei',
  'users-damaged': () => 'Ein Teil der Personenliste war nicht lesbar',
  'users-tail-cut': () => 'Ein unvollständiger letzter Eintrag der Personenliste wurde beiseitegelegt',
  'people-from-messages': (count, many) =>
    count === 1
      ? '1 Person fehlte in der Personenliste. Sie kann beitreten, ist aber nicht mehr bestätigt'
      : `${many} Personen fehlten in der Personenliste. Sie können beitreten, sind aber nicht mehr bestätigt`,
  'uploads-damaged': () => 'Ein Teil der Dateiliste war nicht lesbar',
  'uploads-tail-cut': () => 'Ein unvollständiger letzter Eintrag der Dateiliste wurde beiseitegelegt',
  'uploads-from-messages': (count, many) =>
    count === 1
      ? '1 Datei fehlte in der Dateiliste und wurde wiedergefunden'
      : `${many} Dateien fehlten in der Dateiliste und wurden wiedergefunden`,
  'import-problem': (_count, _many, file) => `Aus ${isolate(file)} konnte nicht alles übernommen werden`,
  'upload-files-missing': (count, many) =>
    count === 1
      ? '1 Datei, die eine Nachricht zeigt, fehlt'
      : `${many} Dateien, die Nachrichten zeigen, fehlen`,
};

const en = {
  lostTitle: 'Some of the room’s data is missing',
  lost: 'The room works. What was damaged is kept in the data folder, in “damaged”.',
  repairedTitle: 'The room’s data was damaged and has been repaired',
  repaired: 'Nothing is missing. What was damaged is kept in the data folder, in “damaged”.',
  more: (count: string) => `and ${count} more in the log`,
  showLog: 'Show log',
  openFolder: 'Open data folder',
  close: 'Close',
  unknown: 'Something in the data folder was damaged',
  sentences: enSentences,
};

const de: typeof en = {
  lostTitle: 'Ein Teil der Daten des Raums fehlt',
  lost: 'Der Raum funktioniert. Was beschädigt war, liegt im Datenordner unter „damaged“.',
  repairedTitle: 'Daten des Raums waren beschädigt und wurden repariert',
  repaired: 'Es fehlt nichts. Was beschädigt war, liegt im Datenordner unter „damaged“.',
  more: (count) => `und ${count} weitere im Protokoll`,
  showLog: 'Protokoll zeigen',
  openFolder: 'Datenordner öffnen',
  close: 'Schließen',
  unknown: 'Etwas im Datenordner war beschädigt',
  sentences: deSentences,
};

export const findingsTexts = { en, de };
