// Why the server failed, and what can be done: by fault.
const en = {
  what: 'What happened',
  safe: 'Your messages and files are safe.',
  sentIsSafe: 'What was sent is saved.',
  tryAgain: 'Try again',
  restart: 'Restart',
  openFolder: 'Open folder',
  openLogs: 'Open logs',
  openSettings: 'Settings',
  download: 'Download',
  takePort: (port: number) => `Use port ${String(port)}`,
  takeAllNetworks: 'Use all networks',
  airPlay: 'AirPlay Receiver',
  anotherProgram: 'another program',
  process: (pid: string) => `process ${pid}`,
  portTaken: (port: number, owner: string) => `Port ${String(port)} is taken by ${owner} on this computer.`,
  portsTaken: 'The hundred ports after it are taken too. Choose one in the settings.',
  insteadOf: (port: number, owner: string, now: number) =>
    `Port ${String(port)} is taken by ${owner}, so the room is on port ${String(now)} from now on.`,
  keepPort: (port: number) => `To keep port ${String(port)}`,
  airPlaySteps: [
    'Open System Settings, General, AirDrop & Handoff.',
    'Turn AirPlay Receiver off.',
    'Press Try again here.',
  ],
  ownerSteps: ['Close the other program, or let it use another port.', 'Press Try again here.'],
  portForbidden: (port: number) => `Port ${String(port)} is only for administrators on this computer.`,
  portForbiddenHint: 'Ports from 1024 on are free for everybody.',
  addressMissing: (host: string) =>
    `The server should listen on ${host}, but this computer does not have that address now.`,
  addressMissingHint: 'Connect the network it belongs to and try again, or let people in from all networks.',
  folderLocked: 'Another Lanline is using the same data folder.',
  folderLockedBy: (process: string) => `Another Lanline (${process}) is using the same data folder.`,
  folderLockedHint: 'Close the other one, then try again.',
  folderNewer: 'The data folder was written by a newer Lanline.',
  folderNewerHint: 'Install the newest version. Nothing in the folder was changed.',
  folderNewerNeeds: (version: string) =>
    `Install version ${version} or newer. Nothing in the folder was changed.`,
  folderMoved: 'The room of this data folder lives in another folder now.',
  folderMovedHint: 'Choose that folder in the settings.',
  folderUnusable: 'The data folder cannot be used.',
  folderUnusableHint:
    'Is the disk connected and not full, and may you write there? Then try again, or choose another folder in the settings.',
  internal: 'The server ran into an error and ended.',
  internalHint: 'Restart it. If it happens again, the log says more.',
};

const de: typeof en = {
  what: 'Was passiert ist',
  safe: 'Nachrichten und Dateien sind unversehrt.',
  sentIsSafe: 'Was gesendet war, ist gespeichert.',
  tryAgain: 'Noch einmal',
  restart: 'Neu starten',
  openFolder: 'Ordner öffnen',
  openLogs: 'Protokolle öffnen',
  openSettings: 'Einstellungen',
  download: 'Herunterladen',
  takePort: (port) => `Port ${String(port)} nehmen`,
  takeAllNetworks: 'Für alle Netze öffnen',
  airPlay: 'der AirPlay-Empfänger',
  anotherProgram: 'ein anderes Programm',
  process: (pid) => `Prozess ${pid}`,
  portTaken: (port, owner) => `Port ${String(port)} ist belegt: Auf diesem Computer nutzt ihn ${owner}.`,
  portsTaken: 'Auch die hundert Ports danach sind belegt. Wähle einen in den Einstellungen.',
  insteadOf: (port, owner, now) =>
    `Port ${String(port)} ist belegt (${owner}), darum ist der Raum ab jetzt auf Port ${String(now)}.`,
  keepPort: (port) => `Um Port ${String(port)} zu behalten`,
  airPlaySteps: [
    'Systemeinstellungen, Allgemein, AirDrop & Handoff öffnen.',
    'AirPlay-Empfänger ausschalten.',
    'Hier auf „Noch einmal“ drücken.',
  ],
  ownerSteps: [
    'Das andere Programm schließen oder ihm einen anderen Port geben.',
    'Hier auf „Noch einmal“ drücken.',
  ],
  portForbidden: (port) => `Port ${String(port)} dürfen auf diesem Computer nur Administratoren nutzen.`,
  portForbiddenHint: 'Ab Port 1024 darf jeder.',
  addressMissing: (host) =>
    `Der Server soll auf ${host} hören, aber diese Adresse hat der Computer gerade nicht.`,
  addressMissingHint:
    'Verbinde das Netz, zu dem sie gehört, und versuche es noch einmal. Oder lass Leute aus allen Netzen rein.',
  folderLocked: 'Ein anderes Lanline nutzt denselben Datenordner.',
  folderLockedBy: (process) => `Ein anderes Lanline (${process}) nutzt denselben Datenordner.`,
  folderLockedHint: 'Schließ das andere und versuche es noch einmal.',
  folderNewer: 'Den Datenordner hat ein neueres Lanline geschrieben.',
  folderNewerHint: 'Installiere die neueste Version. Im Ordner wurde nichts verändert.',
  folderNewerNeeds: (version) =>
    `Installiere Version ${version} oder eine neuere. Im Ordner wurde nichts verändert.`,
  folderMoved: 'Der Raum dieses Datenordners liegt jetzt in einem anderen Ordner.',
  folderMovedHint: 'Wähle ihn in den Einstellungen aus.',
  folderUnusable: 'Der Datenordner lässt sich nicht nutzen.',
  folderUnusableHint:
    'Ist das Laufwerk verbunden und nicht voll, und darfst du dort schreiben? Dann versuche es noch einmal, oder wähle in den Einstellungen einen anderen Ordner.',
  internal: 'Der Server ist auf einen Fehler gestoßen und hat sich beendet.',
  internalHint: 'Starte ihn neu. Passiert es wieder, steht mehr im Protokoll.',
};

export const faultTexts = { en, de };
