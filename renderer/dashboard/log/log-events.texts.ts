// What the log's lines mean to the host, for its closed form. By what the line says; others are shown as they
// are.
import { isolate } from '../../ui/isolate.ts';

/** A field of the line as text; "" where it is not there */
type Field = (name: string) => string;
type Sentence = (field: Field) => string;

/** Why an upload was refused, where the host can change that. */
const enReasons: Record<string, string> = {
  too_large: ': larger than Settings, Largest file allows',
  type_denied: ': of a type that Settings, Files refuses',
};
const deReasons: typeof enReasons = {
  too_large: ': größer als unter Einstellungen, Größte Datei erlaubt',
  type_denied: ': ein unter Einstellungen, Dateien gesperrter Typ',
};

const en: Record<string, Sentence> = {
  'person-joined': (field) => `${isolate(field('person'))} joined`,
  'person-left': (field) => `${isolate(field('person'))} left`,
  'person-kicked': (field) => `${isolate(field('person'))} was removed from the room`,
  message: (field) => `${isolate(field('person'))} wrote in #${isolate(field('channel'))}`,
  'upload-stored': (field) => `${isolate(field('file'))} was uploaded`,
  'upload-refused': (field) =>
    `${isolate(field('file') || 'A file')} from ${isolate(field('address'))} was refused${enReasons[field('code')] ?? ''}`,
  running: (field) => `Listening on port ${field('port')}`,
  suspended: () => 'Ready for sleep; everything is stored',
  'suspended-late': () => 'The computer fell asleep before everything was stored',
  resumed: () => 'Awake again; the room is open',
  origin_refused: (field) =>
    `A page of ${isolate(field('origin'))} was refused; ${field('setting')} would let it in`,
  address_full: (field) => `${isolate(field('address'))} has too many connections; further ones are refused`,
  address_too_fast: (field) => `${isolate(field('address'))} connects too fast; some connections are refused`,
  connections_full: () => 'There are too many connections; further ones are refused',
  few_file_handles: (field) =>
    `The system allows this program ${field('files')} open files, so there are at most ${field('connections')} connections`,
  'no-place': (field) =>
    `Somebody from ${isolate(field('address'))} found no place; see Settings, Most people at once and Most people of one address`,
  'rate-limited': (field) =>
    `${isolate(field('person') || field('address'))} was too fast and has to wait ${field('seconds')} s (${field('limit')})`,
  'unread-cut': (field) =>
    `${isolate(field('person') || field('address'))} did not read what was sent and was disconnected; see Settings, Unread data`,
  answers_held: (field) =>
    `${isolate(field('address'))} loads many message lists and has to wait; see Settings, Lists for one address`,
  'messages-refused': () =>
    'The disk is nearly full, so messages are refused; see Settings, Least free space for messages',
  'flood-cut': (field) =>
    `${isolate(field('person') || field('address'))} sent too much and was cut off for ${field('seconds')} seconds`,
  'start-failed': () => 'The server could not start',
  'stop-failed': () => 'The server could not be stopped properly',
  http_failed: () => 'A page could not be answered',
  'handler-failed': () => 'A request could not be answered',
  'background-failed': () => 'Something failed in the background',
  'figures-failed': () => 'The figures could not be counted',
  'write-failed': () => 'Something could not be stored on the disk',
  'file-changed': (field) =>
    `Another program changed ${isolate(field('file'))}; what is sent there is refused until the room is opened again`,
  'write-failed-and-not-undone': () => 'The disk takes nothing; what is sent there is refused until it does',
  'committed-listener-failed': () => 'Something was stored, but not everybody could be told',
  'channel-not-made': () => 'A channel could not be made',
  'tidying-failed': () => 'Old files could not be tidied up',
  'upload-finished': () => 'An interrupted upload was finished',
  'upload-not-stored': () => 'An upload could not be stored',
  'upload-files-missing': (field) => `${field('count')} uploaded files are missing`,
  'uploads-damaged': () => 'The list of uploads was damaged; what could be read is used',
  'incoming-not-removed': () => 'What an interrupted upload left could not be removed',
  'sweep-failed': () => 'An unused file could not be removed',
  'file-not-adopted': () => 'A file of old messages could not be taken over',
  'thumbnail-failed': () => 'No preview could be made of a picture',
  'pictures-unavailable': () => 'Pictures get no previews, since a part of Lanline cannot be loaded here',
  'thumbnail-not-kept': () => 'The preview of a picture could not be stored',
  'import-problem': (field) => `Not everything in ${isolate(field('file'))} could be taken over`,
  'file-damaged': (field) => `${isolate(field('file'))} was damaged; the copy before it is used`,
  'users-damaged': () => 'The list of people was damaged; what could be read is used',
  'people-from-messages': (field) =>
    `The list of people was lost; ${field('count')} who have written were found in the messages`,
  'uploads-tail-cut': () => 'An unfinished last entry of the list of uploads was set aside',
  'uploads-from-messages': (field) =>
    `Files that were missing from the list of uploads and were found again: ${field('count')}`,
  'users-tail-cut': () => 'An unfinished last entry of the list of people was set aside',
  'format-missing': () => 'A file of the room was missing and was made again',
  'room-id-lost': () => 'The room’s own id was lost; everybody joins as somebody new',
  'channels-from-logs': (field) =>
    `The list of channels was lost; ${field('count')} were found by their messages, without their names`,
  'messages-missing': (field) => `Messages of a channel that are missing on the disk: ${field('count')}`,
  'log-damaged': () => 'Some messages on the disk are damaged',
  'log-rewritten': () => 'A channel’s damaged messages were repaired; the file as it was is kept',
  'log-not-moved': () => 'A deleted channel’s messages could not be moved to the trash yet',
  'log-duplicates-ignored': () => 'Some messages were on the disk twice; they are shown once',
  'log-records-unknown': () => 'A channel holds what only a newer Lanline understands',
  'log-unreadable': () => 'A channel’s messages could not be read and were set aside',
  'log-missing': () => 'A channel’s messages are missing on the disk',
  'torn-tail-cut': () => 'An unfinished last message was set aside',
  'index-channel-rebuilt': () => 'The index of a channel was rebuilt',
  'index-replaced': () => 'The message index is being rebuilt',
  'index-behind': () => 'The message index cannot keep up; the messages are safe',
  'index-cannot-read-log': () => 'A channel’s messages cannot be read for the message index',
  'index-damaged': () => 'The message index is damaged; the messages are safe',
  'index-recovered': () => 'The message index is whole again',
  'channels-not-saved': () => 'The list of channels could not be stored',
  'channels-failed': () => 'The list of channels could not be read',
  'trash-emptied': () => 'Something was in the trash for 30 days and is gone now',
  'The computer goes to sleep': () => 'The computer goes to sleep',
  'The computer woke up': () => 'The computer woke up',
  'The data were moved': (field) => `The data are in ${isolate(field('to'))} now`,
};

const de: typeof en = {
  'person-joined': (field) => `${isolate(field('person'))} ist da`,
  'person-left': (field) => `${isolate(field('person'))} ist gegangen`,
  'person-kicked': (field) => `${isolate(field('person'))} wurde aus dem Raum entfernt`,
  message: (field) => `${isolate(field('person'))} schrieb in #${isolate(field('channel'))}`,
  'upload-stored': (field) => `${isolate(field('file'))} wurde hochgeladen`,
  'upload-refused': (field) =>
    `${isolate(field('file') || 'Eine Datei')} von ${isolate(field('address'))} wurde abgelehnt${deReasons[field('code')] ?? ''}`,
  running: (field) => `Port ${field('port')} ist offen`,
  suspended: () => 'Bereit zum Schlafen, alles ist gespeichert',
  'suspended-late': () => 'Der Computer schlief ein, bevor alles gespeichert war',
  resumed: () => 'Wieder wach, der Raum ist offen',
  origin_refused: (field) =>
    `Eine Seite von ${isolate(field('origin'))} wurde abgelehnt; mit ${field('setting')} darf sie herein`,
  address_full: (field) => `${isolate(field('address'))} hat zu viele Verbindungen, weitere werden abgelehnt`,
  address_too_fast: (field) =>
    `${isolate(field('address'))} verbindet sich zu schnell, manche Verbindungen werden abgelehnt`,
  connections_full: () => 'Es gibt zu viele Verbindungen, weitere werden abgelehnt',
  few_file_handles: (field) =>
    `Das System erlaubt diesem Programm ${field('files')} offene Dateien, daher höchstens ${field('connections')} Verbindungen`,
  'no-place': (field) =>
    `Für jemanden von ${isolate(field('address'))} war kein Platz; siehe Einstellungen, Höchstens so viele Personen und Personen je Adresse`,
  'rate-limited': (field) =>
    `${isolate(field('person') || field('address'))} war zu schnell und muss ${field('seconds')} s warten (${field('limit')})`,
  'unread-cut': (field) =>
    `${isolate(field('person') || field('address'))} hat nicht gelesen, was gesendet wurde, und wurde getrennt; siehe Einstellungen, Ungelesenes`,
  answers_held: (field) =>
    `${isolate(field('address'))} lädt viele Nachrichtenlisten und muss warten; siehe Einstellungen, Listen je Adresse`,
  'messages-refused': () =>
    'Die Festplatte ist fast voll, deshalb werden Nachrichten abgelehnt; siehe Einstellungen, Mindestens frei für Nachrichten',
  'flood-cut': (field) =>
    `${isolate(field('person') || field('address'))} hat zu viel gesendet und ist für ${field('seconds')} Sekunden ausgesperrt`,
  'start-failed': () => 'Der Server konnte nicht starten',
  'stop-failed': () => 'Der Server ließ sich nicht sauber stoppen',
  http_failed: () => 'Eine Seite konnte nicht beantwortet werden',
  'handler-failed': () => 'Eine Anfrage konnte nicht beantwortet werden',
  'background-failed': () => 'Im Hintergrund ist etwas fehlgeschlagen',
  'figures-failed': () => 'Die Zahlen konnten nicht ermittelt werden',
  'write-failed': () => 'Etwas konnte nicht auf den Datenträger geschrieben werden',
  'file-changed': (field) =>
    `Ein anderes Programm hat ${isolate(field('file'))} geändert; bis der Raum neu geöffnet wird, wird Gesendetes abgelehnt`,
  'write-failed-and-not-undone': () => 'Der Datenträger nimmt nichts an, bis dahin wird Gesendetes abgelehnt',
  'committed-listener-failed': () => 'Etwas wurde gespeichert, aber nicht alle haben davon erfahren',
  'channel-not-made': () => 'Ein Kanal konnte nicht angelegt werden',
  'tidying-failed': () => 'Alte Dateien konnten nicht aufgeräumt werden',
  'upload-finished': () => 'Ein unterbrochenes Hochladen wurde beendet',
  'upload-not-stored': () => 'Eine Datei konnte nicht gespeichert werden',
  'upload-files-missing': (field) => `${field('count')} hochgeladene Dateien fehlen`,
  'uploads-damaged': () => 'Die Liste der Uploads war beschädigt, das Lesbare gilt',
  'incoming-not-removed': () => 'Reste eines unterbrochenen Uploads ließen sich nicht löschen',
  'sweep-failed': () => 'Eine unbenutzte Datei ließ sich nicht löschen',
  'file-not-adopted': () => 'Eine Datei aus alten Nachrichten konnte nicht übernommen werden',
  'thumbnail-failed': () => 'Von einem Bild ließ sich keine Vorschau machen',
  'pictures-unavailable': () =>
    'Bilder bekommen keine Vorschau, weil sich ein Teil von Lanline nicht laden lässt',
  'thumbnail-not-kept': () => 'Die Vorschau eines Bildes konnte nicht gespeichert werden',
  'import-problem': (field) => `Aus ${isolate(field('file'))} konnte nicht alles übernommen werden`,
  'file-damaged': (field) => `${isolate(field('file'))} war beschädigt, jetzt gilt die Fassung davor`,
  'users-damaged': () => 'Die Liste der Personen war beschädigt, das Lesbare gilt',
  'people-from-messages': (field) =>
    `Die Liste der Personen war verloren; ${field('count')}, die geschrieben haben, fanden sich in den Nachrichten`,
  'uploads-tail-cut': () => 'Ein unvollständiger letzter Eintrag der Liste der Dateien wurde beiseitegelegt',
  'uploads-from-messages': (field) =>
    `Dateien, die in der Liste der Dateien fehlten und wiedergefunden wurden: ${field('count')}`,
  'users-tail-cut': () => 'Ein unvollständiger letzter Eintrag der Personenliste wurde beiseitegelegt',
  'format-missing': () => 'Eine Datei des Raums fehlte und wurde neu angelegt',
  'room-id-lost': () => 'Die Kennung des Raums war verloren, alle kommen als neue Personen herein',
  'channels-from-logs': (field) =>
    `Die Liste der Kanäle war verloren; ${field('count')} wurden an ihren Nachrichten gefunden, ohne ihre Namen`,
  'messages-missing': (field) =>
    `Nachrichten eines Kanals, die auf dem Datenträger fehlen: ${field('count')}`,
  'log-damaged': () => 'Einige Nachrichten auf dem Datenträger sind beschädigt',
  'log-rewritten': () =>
    'Die beschädigten Nachrichten eines Kanals wurden repariert, die alte Datei bleibt erhalten',
  'log-not-moved': () => 'Die Nachrichten eines gelöschten Kanals konnten noch nicht in den Papierkorb',
  'log-duplicates-ignored': () =>
    'Einige Nachrichten lagen doppelt auf dem Datenträger, gezeigt werden sie einmal',
  'log-records-unknown': () => 'In einem Kanal steht etwas, das nur ein neueres Lanline versteht',
  'log-unreadable': () => 'Die Nachrichten eines Kanals waren nicht lesbar und liegen nun beiseite',
  'log-missing': () => 'Die Nachrichten eines Kanals fehlen auf dem Datenträger',
  'torn-tail-cut': () => 'Eine unvollständige letzte Nachricht wurde beiseitegelegt',
  'index-channel-rebuilt': () => 'Das Verzeichnis eines Kanals wurde neu aufgebaut',
  'index-replaced': () => 'Das Verzeichnis der Nachrichten wird neu aufgebaut',
  'index-behind': () => 'Das Verzeichnis der Nachrichten kommt nicht nach, die Nachrichten sind sicher',
  'index-cannot-read-log': () => 'Die Nachrichten eines Kanals lassen sich nicht ins Verzeichnis lesen',
  'index-damaged': () => 'Das Verzeichnis der Nachrichten ist beschädigt, die Nachrichten sind sicher',
  'index-recovered': () => 'Das Verzeichnis der Nachrichten ist wieder ganz',
  'channels-not-saved': () => 'Die Liste der Kanäle konnte nicht gespeichert werden',
  'channels-failed': () => 'Die Liste der Kanäle konnte nicht gelesen werden',
  'trash-emptied': () => 'Etwas lag 30 Tage im Papierkorb und ist jetzt weg',
  'The computer goes to sleep': () => 'Der Computer geht schlafen',
  'The computer woke up': () => 'Der Computer ist aufgewacht',
  'The data were moved': (field) => `Die Daten liegen jetzt in ${isolate(field('to'))}`,
};

export const logEventTexts = { en, de };
