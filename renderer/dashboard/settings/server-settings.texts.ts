// Each setting of the server: its name, what comes of it, and what is said when a value is refused.
import type { Settings } from '../../../main/ipc/contract.ts';
import { budgetTexts, type AboutSetting } from './budget-settings.texts.ts';

const en: Record<keyof Settings, AboutSetting> = {
  name: {
    label: 'Name',
    hint: 'Shown on the page, the poster and browser tabs',
    expected: 'A name has 1 to 64 characters on one line.',
  },
  port: {
    label: 'Port',
    hint: 'The number after the colon in the address',
    expected:
      'A port is a whole number from 0 to 65535, and none that browsers block, such as 6000. Try 5000 to 5050.',
  },
  host: {
    label: 'Reachable on',
    hint: 'All networks, or only the one you choose',
    expected: 'This has to be an address of this computer.',
  },
  localName: {
    label: 'Local name',
    hint: 'Devices that know .local names find the room under it; "off" for none',
    expected: 'A local name has 1 to 60 letters, digits and hyphens, such as "lanline", or is "off".',
  },
  data: {
    label: 'Folder',
    hint: 'Moving takes everything along',
    expected: 'This has to be the full path of a folder.',
  },
  maxUpload: {
    label: 'Largest file',
    hint: 'Larger ones are refused before they are sent',
    expected: 'Write a size such as 25 MB or 1.5 GB.',
  },
  deniedTypes: {
    label: 'Refused file types',
    hint: 'Programs and scripts that could harm a device; renaming them does not help. Remove one to accept it, or add others',
    expected: 'Write file types separated by commas, such as exe, bat.',
  },
  uploadTypes: {
    label: 'Accepted files',
    hint: 'Photos, documents, sound and everything else people send, or only the types you choose',
    expected: 'Write "all", or file types separated by commas, such as png, pdf.',
  },
  maxPeople: {
    label: 'Most people at once',
    hint: 'Whoever comes later is told that the room is full',
    expected: 'This has to be a whole number from 1 to 100000.',
  },
  freeSpaceFloor: {
    label: 'Space to keep free',
    hint: 'With less left on the disk, files are refused; messages still go',
    expected: 'Write a size such as 200 MB.',
  },
  messageSpaceFloor: {
    label: 'Least free space for messages',
    hint: 'With less left on the disk, messages are refused as well',
    expected: 'Write a size such as 20 MB.',
  },
  quotaPerPerson: {
    label: 'Files of one person',
    hint: 'Size of all files together that one person may send',
    expected: 'Write a size such as 1 GB.',
  },
  quotaInAll: {
    label: 'Files of everybody',
    hint: 'Size of all files of the room together',
    expected: 'Write a size such as 50 GB.',
  },
  limits: {
    label: 'Speed limits',
    hint: 'Nobody can flood the room; off for trusted rooms and load tests',
    expected: 'This is either on or off.',
  },
  legacyClients: {
    label: 'Old clients',
    hint: 'Lets in the old client’s page from another port of this computer',
    expected: 'This is either on or off.',
  },
  allowedOrigins: {
    label: 'Further pages',
    hint: 'Pages elsewhere that may use this server',
    expected: 'Write origins with commas between, such as https://intranet.example, http://10.0.0.5:8080.',
  },
  allowedHosts: {
    label: 'Further names',
    hint: 'Names under which browsers may open this server',
    expected: 'Write host names without port and with commas between, such as chat.example.',
  },
  maxConnections: {
    label: 'Most connections',
    hint: 'Of everybody together; each page has one or two',
    expected: 'This has to be a whole number from 1 to 1000000.',
  },
  maxPeoplePerAddress: {
    label: 'Most people of one address',
    hint: 'Raise it where a whole class sits behind one router; a tenth of the room in any case',
    expected: 'This has to be a whole number from 1 to 100000.',
  },
  maxConnectionsPerAddress: {
    label: 'Most connections of one address',
    hint: 'Raise it where many sit behind one router; this computer has no limit',
    expected: 'This has to be a whole number from 1 to 1000000.',
  },
  ...budgetTexts.en,
  trustedAddresses: {
    label: 'Addresses without limits',
    hint: 'By default this computer; add a proxy that stands before the room',
    expected: 'Write IP addresses with commas between, also as 10.0.0.0/8.',
  },
  importZone: {
    label: 'Time zone of old data',
    hint: 'In which an old server wrote its times, for taking them over',
    expected: 'Write the name of a time zone, such as Europe/Berlin or UTC.',
  },
  logLevel: {
    label: 'What is logged',
    hint: 'Less to read, or more to search for causes',
    expected: 'Choose one of the list.',
  },
};

const de: typeof en = {
  name: {
    label: 'Name',
    hint: 'Steht auf Seite, Plakat und Browser-Tabs',
    expected: 'Ein Name hat 1 bis 64 Zeichen in einer Zeile.',
  },
  port: {
    label: 'Port',
    hint: 'Die Zahl nach dem Doppelpunkt in der Adresse',
    expected:
      'Ein Port ist eine ganze Zahl von 0 bis 65535 und keiner, den Browser sperren, wie 6000. Versuch 5000 bis 5050.',
  },
  host: {
    label: 'Erreichbar über',
    hint: 'Alle Netze oder nur das gewählte',
    expected: 'Das muss eine Adresse dieses Computers sein.',
  },
  localName: {
    label: 'Lokaler Name',
    hint: 'Geräte, die .local-Namen kennen, finden den Raum darunter; „off“ für keinen',
    expected:
      'Ein lokaler Name hat 1 bis 60 Buchstaben, Ziffern und Bindestriche, etwa „lanline“, oder ist „off“.',
  },
  data: {
    label: 'Ordner',
    hint: 'Beim Umzug kommt alles mit',
    expected: 'Das muss der volle Pfad eines Ordners sein.',
  },
  maxUpload: {
    label: 'Größte Datei',
    hint: 'Größere werden vor dem Senden abgelehnt',
    expected: 'Schreib eine Größe wie 25 MB oder 1,5 GB.',
  },
  deniedTypes: {
    label: 'Gesperrte Dateitypen',
    hint: 'Programme und Skripte, die einem Gerät schaden könnten, auch umbenannt. Nimm einen Typ heraus, um ihn zu erlauben, oder ergänze weitere',
    expected: 'Schreib Dateitypen mit Kommas dazwischen, etwa exe, bat.',
  },
  uploadTypes: {
    label: 'Erlaubte Dateien',
    hint: 'Fotos, Dokumente, Ton und alles andere oder nur Typen, die du auswählst',
    expected: 'Schreib „all“ oder Dateitypen mit Kommas dazwischen, etwa png, pdf.',
  },
  maxPeople: {
    label: 'Höchstens so viele Personen',
    hint: 'Wer später kommt, erfährt, dass der Raum voll ist',
    expected: 'Das muss eine ganze Zahl von 1 bis 100000 sein.',
  },
  freeSpaceFloor: {
    label: 'Platz, der frei bleibt',
    hint: 'Ist weniger frei, werden Dateien abgelehnt; Nachrichten gehen weiter',
    expected: 'Schreib eine Größe wie 200 MB.',
  },
  messageSpaceFloor: {
    label: 'Mindestens frei für Nachrichten',
    hint: 'Ist weniger frei, werden auch Nachrichten abgelehnt',
    expected: 'Schreib eine Größe wie 20 MB.',
  },
  quotaPerPerson: {
    label: 'Dateien einer Person',
    hint: 'So groß dürfen alle Dateien zusammen sein, die eine Person sendet',
    expected: 'Schreib eine Größe wie 1 GB.',
  },
  quotaInAll: {
    label: 'Dateien von allen',
    hint: 'So groß dürfen alle Dateien des Raums zusammen sein',
    expected: 'Schreib eine Größe wie 50 GB.',
  },
  limits: {
    label: 'Tempolimits',
    hint: 'Niemand kann den Raum fluten; aus nur für vertraute Runden und Lasttests',
    expected: 'Das ist entweder an oder aus.',
  },
  legacyClients: {
    label: 'Ältere Clients',
    hint: 'Lässt die Seite des alten Clients von einem anderen Port dieses Computers zu',
    expected: 'Das ist entweder an oder aus.',
  },
  allowedOrigins: {
    label: 'Weitere Seiten',
    hint: 'Seiten anderswo, die diesen Server benutzen dürfen',
    expected: 'Schreib Ursprünge mit Kommas dazwischen, etwa https://intranet.example, http://10.0.0.5:8080.',
  },
  allowedHosts: {
    label: 'Weitere Namen',
    hint: 'Namen, unter denen Browser diesen Server öffnen dürfen',
    expected: 'Schreib Rechnernamen ohne Port mit Kommas dazwischen, etwa chat.example.',
  },
  maxConnections: {
    label: 'Höchstens so viele Verbindungen',
    hint: 'Von allen zusammen; jede Seite hat eine oder zwei',
    expected: 'Das muss eine ganze Zahl von 1 bis 1000000 sein.',
  },
  maxPeoplePerAddress: {
    label: 'Personen je Adresse',
    hint: 'Mehr, wenn eine ganze Klasse hinter einem Router sitzt; ein Zehntel des Raums immer',
    expected: 'Das muss eine ganze Zahl von 1 bis 100000 sein.',
  },
  maxConnectionsPerAddress: {
    label: 'Verbindungen je Adresse',
    hint: 'Mehr, wenn viele hinter einem Router sitzen; dieser Computer hat keine Grenze',
    expected: 'Das muss eine ganze Zahl von 1 bis 1000000 sein.',
  },
  ...budgetTexts.de,
  trustedAddresses: {
    label: 'Adressen ohne Grenzen',
    hint: 'Von selbst dieser Computer; dazu ein Proxy, der vor dem Raum steht',
    expected: 'Schreib IP-Adressen mit Kommas dazwischen, auch als 10.0.0.0/8.',
  },
  importZone: {
    label: 'Zeitzone alter Daten',
    hint: 'In der ein alter Server seine Zeiten schrieb, für die Übernahme',
    expected: 'Schreib den Namen einer Zeitzone, etwa Europe/Berlin oder UTC.',
  },
  logLevel: {
    label: 'Was protokolliert wird',
    hint: 'Weniger zum Lesen oder mehr zum Suchen',
    expected: 'Wähle etwas aus der Liste.',
  },
};

export const serverSettingTexts = { en, de };
