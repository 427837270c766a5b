// Who is here.
import { isolate } from '../../ui/isolate.ts';

const en = {
  table: 'Who is here',
  who: 'Who is here', where: 'Where', address: 'Address', delay: 'Delay', actions: 'Actions',
  you: '(you)', thisComputer: 'This computer', verified: 'Verified: this name is theirs',
  typing: 'typing …', busy: 'busy', left: 'has left', idle: (time: string) => `idle ${time}`, since: (time: string) => `since ${time}`,
  slow: 'slow', underOne: '<1 ms', ms: (figure: string) => `${figure} ms`,
  moreDevices: (count: string) => `+${count}`, allDevices: 'On several devices:',
  more: (name: string) => `More for ${isolate(name)}`,
  copyAddress: 'Copy address', copyName: 'Copy name', remove: 'Remove from the room',
  copied: 'Copied',
  removeTitle: (name: string) => `Remove ${isolate(name)} from the room?`,
  removeText: 'Their connections end at once. They can come back after a minute.',
  removeYes: 'Remove', removeNo: 'Keep', removed: (name: string) => `${isolate(name)} was removed from the room`,
  search: 'Find a person or address', clearSearch: 'Clear search',
  counts: (here: string, away: string, typing: string) => `${here} here, ${away} away, ${typing} typing`,
  notFoundTitle: 'Nobody matches', notFound: 'Names, addresses, devices and channels are searched.', showAll: 'Show everybody',
  emptyTitle: 'Nobody else here yet', empty: 'Show the poster or read the address aloud. People appear here as soon as they open it.',
  showPoster: 'Show poster', help: 'A device does not get in?',
  startingTitle: 'Opening the room', starting: 'This usually takes a second.',
  stoppingTitle: 'Closing the room', stopping: 'What is on its way is still being stored.',
  stoppedTitle: 'The room is closed', stopped: 'Messages and files are kept. Start the server and people come back by themselves.',
  failedTitle: 'Nobody can join right now', failed: 'What is wrong, and what helps, stands on the left. Messages and files are kept.',
};

const de: typeof en = {
  table: 'Wer ist da',
  who: 'Wer ist da', where: 'Wo', address: 'Adresse', delay: 'Laufzeit', actions: 'Aktionen',
  you: '(du)', thisComputer: 'Dieser Computer', verified: 'Bestätigt: Der Name gehört dieser Person',
  typing: 'schreibt …', busy: 'beschäftigt', left: 'ist gegangen', idle: (time) => `untätig ${time}`, since: (time) => `seit ${time}`,
  slow: 'langsam', underOne: '<1 ms', ms: (figure) => `${figure} ms`,
  moreDevices: (count) => `+${count}`, allDevices: 'Auf mehreren Geräten:',
  more: (name) => `Mehr zu ${isolate(name)}`,
  copyAddress: 'Adresse kopieren', copyName: 'Namen kopieren', remove: 'Aus dem Raum entfernen',
  copied: 'Kopiert',
  removeTitle: (name) => `${isolate(name)} aus dem Raum entfernen?`,
  removeText: 'Alle Verbindungen enden sofort. Nach einer Minute kann die Person wiederkommen.',
  removeYes: 'Entfernen', removeNo: 'Behalten', removed: (name) => `${isolate(name)} wurde aus dem Raum entfernt`,
  search: 'Person oder Adresse finden', clearSearch: 'Suche leeren',
  counts: (here, away, typing) => `${here} da, ${away} abwesend, ${typing} schreiben`,
  notFoundTitle: 'Niemand gefunden', notFound: 'Gesucht wird in Namen, Adressen, Geräten und Kanälen.', showAll: 'Alle zeigen',
  emptyTitle: 'Sonst ist noch niemand da', empty: 'Zeig das Plakat oder lies die Adresse vor. Wer sie öffnet, erscheint hier.',
  showPoster: 'Plakat zeigen', help: 'Ein Gerät kommt nicht rein?',
  startingTitle: 'Der Raum öffnet', starting: 'Das dauert meist eine Sekunde.',
  stoppingTitle: 'Der Raum schließt', stopping: 'Was noch unterwegs ist, wird gespeichert.',
  stoppedTitle: 'Der Raum ist zu', stopped: 'Nachrichten und Dateien bleiben. Nach dem Start kommen alle von selbst wieder.',
  failedTitle: 'Gerade kann niemand beitreten', failed: 'Was los ist und was hilft, steht links. Nachrichten und Dateien bleiben.',
};

export const peopleTexts = { en, de };
