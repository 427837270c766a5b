// The sign: whether it is on, and how it goes.
import { formats } from '../format.ts';

const { number } = formats.en;
const { number: zahl } = formats.de;

const en = {
  server: 'Server',
  running: 'Running',
  starting: 'Starting',
  stopping: 'Stopping',
  stopped: 'Stopped',
  failed: 'Failed',
  start: 'Start',
  stop: 'Stop',
  cancel: 'Cancel',
  upFor: (duration: string) => `for ${duration}`,
  upSince: (duration: string, time: string) => `for ${duration}, since ${time}`,
  startingHint: 'Opening the room',
  stoppingHint: 'Finishing what is on its way',
  stoppedHint: 'Nobody can join until you start',
  failedHint: 'The server is not running',
  glance: 'At a glance, last hour',
  online: 'Online',
  messages: 'Messages today',
  storage: 'Storage',
  onlineTrend: (least: number, most: number) =>
    `People online in the last hour: from ${number(least)} to ${number(most)}`,
  messagesTrend: (sum: number) =>
    sum === 1 ? 'One message in the last hour' : `${number(sum)} messages in the last hour`,
  ofSpace: (total: string) => `of ${total}`,
  usedOf: (used: string, free: string) => `Lanline uses ${used}, ${free} are free`,
  stopTitle: (others: number) =>
    others === 1 ? 'Stop with one person online?' : `Stop with ${number(others)} people online?`,
  stopText: 'They keep what they have read and can go on writing; it is sent when you start again.',
  stopTextOld:
    'They keep what they have read and can go on writing; it is sent when you start again. Only old programs lose what is being written just now.',
  keepRunning: 'Keep running',
};

const de: typeof en = {
  server: 'Server',
  running: 'Läuft',
  starting: 'Startet',
  stopping: 'Stoppt',
  stopped: 'Gestoppt',
  failed: 'Fehlgeschlagen',
  start: 'Starten',
  stop: 'Stoppen',
  cancel: 'Abbrechen',
  upFor: (duration) => `seit ${duration}`,
  upSince: (duration, time) => `seit ${time}, ${duration}`,
  startingHint: 'Der Raum wird geöffnet',
  stoppingHint: 'Was unterwegs ist, wird noch fertig',
  stoppedHint: 'Erst nach dem Start kann jemand beitreten',
  failedHint: 'Der Server läuft nicht',
  glance: 'Auf einen Blick, letzte Stunde',
  online: 'Online',
  messages: 'Heute gesendet',
  storage: 'Speicher',
  onlineTrend: (least, most) => `Personen online in der letzten Stunde: ${zahl(least)} bis ${zahl(most)}`,
  messagesTrend: (sum) =>
    sum === 1 ? 'Eine Nachricht in der letzten Stunde' : `${zahl(sum)} Nachrichten in der letzten Stunde`,
  ofSpace: (total) => `von ${total}`,
  usedOf: (used, free) => `Lanline belegt ${used}, ${free} sind frei`,
  stopTitle: (others) =>
    others === 1 ? 'Stoppen, obwohl noch jemand da ist?' : `Mit ${zahl(others)} Personen online stoppen?`,
  stopText:
    'Sie behalten, was sie gelesen haben, und können weiterschreiben. Gesendet wird beim nächsten Start.',
  stopTextOld:
    'Sie behalten, was sie gelesen haben, und können weiterschreiben. Gesendet wird beim nächsten Start. Nur in alten Programmen geht verloren, was gerade geschrieben wird.',
  keepRunning: 'Weiterlaufen',
};

export const signTexts = { en, de };
