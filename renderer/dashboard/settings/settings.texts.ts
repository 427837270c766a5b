// The settings: the app's own, and what is said around all of them.
import type { MoveProblem, SettingProblems, Settings } from '../../../main/ipc/contract.ts';
import { isolate } from '../../ui/isolate.ts';

/** `form` has a sentence of its own for each setting */
type Problems = Record<Exclude<SettingProblems[string]['code'], 'form'>, string>;
type Levels = Record<Settings['logLevel'], string>;
type MoveProblems = Record<MoveProblem, string>;

const problems: Problems = {
  port_forbidden: 'Ports below 1024 mostly need administrator rights. Try 5000 to 5999.',
  port_taken: 'Another program uses this port. Try another one, such as 5001 to 5999.',
  address_missing: 'This computer does not have this address now.',
};
const levels: Levels = {
  debug: 'Everything',
  info: 'What happens',
  warn: 'Warnings and errors',
  error: 'Errors only',
  silent: 'Nothing',
};
const moveProblems: MoveProblems = {
  occupied: 'This folder is not empty. Choose an empty one; everything stays where it was.',
  inside:
    'Of this folder and the present one, one lies inside the other. Choose another; everything stays where it was.',
  space: 'There is too little space on that disk. Everything stays where it was.',
  unwritable: 'Nothing can be written to this folder. Choose another; everything stays where it was.',
  cancelled: 'Cancelled. Everything stays where it was.',
  internal: 'It could not be moved; the log says more. Everything stays where it was.',
};

const en = {
  room: 'Room',
  files: 'Files',
  computer: 'This computer',
  more: 'More',
  restarts: 'A change restarts the server; people come back by themselves.',
  fixed:
    'Given when Lanline was started (command line, environment or settings file), so it cannot be changed here.',
  notSaved: (value: string) => `Not saved: ${isolate(value)} stays in use.`,
  notSavedAtAll: 'Not saved; all stays as it was.',
  nothing: 'none',
  problems,
  levels,
  moveProblems,
  allNetworks: 'All networks',
  allNetworks4: 'All networks (IPv4 only)',
  onlyHere: 'This computer only',
  allTypes: 'All with exceptions',
  someTypes: 'Only the types I choose',
  theseTypes: 'Accepted file types',
  theseTypesHint: 'File name extensions separated by commas; all other files are refused',
  free: (size: string) => `For one file; ${size} are free on this disk`,
  openFolder: 'Open',
  choose: 'Choose …',
  cancel: 'Cancel',
  moveTitle: (folder: string) => `Move everything to ${isolate(folder)}?`,
  moveYes: 'Move',
  moveNo: 'Leave it',
  moveText: (size: string) =>
    `${size === '' ? 'Everything is' : `Messages and files (${size}) are`} copied and checked before the old files go. The server pauses meanwhile; people come back by themselves.`,
  copying: (folder: string) => `Copying to ${isolate(folder)}`,
  checking: (folder: string) => `Checking the copy in ${isolate(folder)}`,
  progress: 'Progress of the move',
  done: (done: string, total: string) => `${done} of ${total}`,
  moved: (folder: string) => `Everything is in ${isolate(folder)} now.`,
  startAtLogin: { label: 'Start Lanline at login', hint: 'It waits quietly; no window opens' },
  startServer: { label: 'Start the server with the app', hint: 'People can join without you pressing Start' },
  keepInTray: {
    label: 'Keep running when the window closes',
    hint: 'Off: closing asks, then stops the server',
  },
  updates: {
    label: 'Look for newer versions',
    hint: 'Asks the internet once a day; nothing is installed without you. Off: Lanline asks nobody',
  },
  language: { label: 'Language', hint: 'For this window; guests see their own' },
  asSystem: 'As the system',
  english: 'English',
  german: 'Deutsch',
  theme: { label: 'Appearance', hint: 'For this window only' },
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  version: (version: string) => `Lanline ${version}`,
  development: 'from a checkout',
  licence: 'Open source under the MIT licence',
  checkingUpdate: 'Looking for a newer version …',
  newest: (time: string) => `This is the newest version (looked on ${time}).`,
  available: (version: string) => `Version ${isolate(version)} is there.`,
  ready: (version: string) => `Version ${isolate(version)} is ready. Installing it restarts Lanline.`,
  downloading: (version: string, share: string) =>
    `Version ${isolate(version)} is being downloaded, ${share}`,
  downloadProgress: 'Progress of the download',
  updateFailed: 'It was not possible to look for a newer version. Is this computer online?',
  check: 'Check now',
  download: 'Download',
  install: 'Install and restart',
  openRelease: 'Open download page',
};

const probleme: Problems = {
  port_forbidden: 'Ports unter 1024 brauchen meist Administratorrechte. Versuch 5000 bis 5999.',
  port_taken: 'Diesen Port benutzt ein anderes Programm. Versuch einen anderen, etwa 5001 bis 5999.',
  address_missing: 'Diese Adresse hat der Computer gerade nicht.',
};
const stufen: Levels = {
  debug: 'Alles',
  info: 'Was geschieht',
  warn: 'Warnungen, Fehler',
  error: 'Nur Fehler',
  silent: 'Nichts',
};
const umzug: MoveProblems = {
  occupied: 'Dieser Ordner ist nicht leer. Wähle einen leeren; alles bleibt, wo es war.',
  inside: 'Dieser Ordner und der jetzige liegen ineinander. Wähle einen anderen; alles bleibt, wo es war.',
  space: 'Auf diesem Datenträger ist zu wenig Platz. Alles bleibt, wo es war.',
  unwritable: 'In diesen Ordner lässt sich nichts schreiben. Wähle einen anderen; alles bleibt, wo es war.',
  cancelled: 'Abgebrochen. Alles bleibt, wo es war.',
  internal: 'Der Umzug hat nicht geklappt, im Protokoll steht mehr. Alles bleibt, wo es war.',
};

const de: typeof en = {
  room: 'Raum',
  files: 'Dateien',
  computer: 'Dieser Computer',
  more: 'Mehr',
  restarts: 'Änderungen starten den Server neu; alle kommen von selbst wieder.',
  fixed:
    'Beim Start von Lanline vorgegeben (Befehlszeile, Umgebung oder Einstellungsdatei), deshalb hier nicht zu ändern.',
  notSaved: (value) => `Nicht gespeichert: ${isolate(value)} gilt weiter.`,
  notSavedAtAll: 'Nicht gespeichert, alles bleibt wie es war.',
  nothing: 'keine',
  problems: probleme,
  levels: stufen,
  moveProblems: umzug,
  allNetworks: 'Alle Netze',
  allNetworks4: 'Alle Netze (nur IPv4)',
  onlyHere: 'Nur dieser Computer',
  allTypes: 'Alle mit Ausnahmen',
  someTypes: 'Nur Typen, die ich auswähle',
  theseTypes: 'Erlaubte Dateitypen',
  theseTypesHint: 'Endungen mit Kommas dazwischen; alle anderen Dateien werden abgelehnt',
  free: (size) => `Je Datei; auf diesem Datenträger sind ${size} frei`,
  openFolder: 'Öffnen',
  choose: 'Wählen …',
  cancel: 'Abbrechen',
  moveTitle: (folder) => `Alles nach ${isolate(folder)} verschieben?`,
  moveYes: 'Verschieben',
  moveNo: 'Nicht verschieben',
  moveText: (size) =>
    `${size === '' ? 'Erst wird alles' : `Erst werden Nachrichten und Dateien (${size})`} kopiert und geprüft, danach die alten gelöscht. Solange pausiert der Server; alle kommen von selbst wieder.`,
  copying: (folder) => `Kopie nach ${isolate(folder)} läuft`,
  checking: (folder) => `Die Kopie in ${isolate(folder)} wird geprüft`,
  progress: 'Fortschritt beim Umzug',
  done: (done, total) => `${done} von ${total}`,
  moved: (folder) => `Alles liegt jetzt in ${isolate(folder)}.`,
  startAtLogin: { label: 'Bei der Anmeldung starten', hint: 'Lanline wartet still, ohne Fenster' },
  startServer: { label: 'Server mit der App starten', hint: 'Beitreten geht, ohne dass du Starten drückst' },
  keepInTray: { label: 'Weiterlaufen ohne Fenster', hint: 'Aus: Schließen fragt und stoppt den Server' },
  updates: {
    label: 'Nach neuen Versionen suchen',
    hint: 'Fragt einmal am Tag im Internet nach; installiert wird nichts ohne dich. Aus: Lanline fragt nirgends nach',
  },
  language: { label: 'Sprache', hint: 'Für dieses Fenster; Gäste sehen ihre eigene' },
  asSystem: 'Wie das System',
  english: 'English',
  german: 'Deutsch',
  theme: { label: 'Darstellung', hint: 'Nur für dieses Fenster' },
  system: 'System',
  light: 'Hell',
  dark: 'Dunkel',
  version: (version) => `Lanline ${version}`,
  development: 'aus dem Quelltext',
  licence: 'Quelloffen unter der MIT-Lizenz',
  checkingUpdate: 'Neue Version wird gesucht …',
  newest: (time) => `Das ist die neueste Version (gesucht am ${time}).`,
  available: (version) => `Version ${isolate(version)} ist da.`,
  ready: (version) => `Version ${isolate(version)} liegt bereit. Beim Installieren startet Lanline neu.`,
  downloading: (version, share) => `Version ${isolate(version)} wird geladen, ${share}`,
  downloadProgress: 'Fortschritt beim Laden',
  updateFailed: 'Die Suche nach neuen Versionen hat nicht geklappt. Ist dieser Computer online?',
  check: 'Jetzt suchen',
  download: 'Herunterladen',
  install: 'Installieren, neu starten',
  openRelease: 'Download-Seite öffnen',
};

export const settingsTexts = { en, de };
