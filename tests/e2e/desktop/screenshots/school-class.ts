// Who is in the pictures: a class of the town with its exchange partners, as they would come in, each on a
// device of their own.
import { createHash } from 'node:crypto';

export interface Pupil {
  id: string;
  name: string;
  /** What the device's browser says of itself; none: an old client, which says nothing */
  userAgent: string | undefined;
  /** Last number of the address, behind `192.168.178.` */
  address: number;
  /** Id of a channel */
  channel: string;
  status: 'online' | 'away' | 'busy';
  isTyping: boolean;
  /** How long the device takes to answer a ping, in milliseconds */
  delay: number;
}

const apple = (system: string, version: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Mobile/15E148 Safari/604.1`;
const chrome = (system: string, more = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 ${more}`;

const DEVICES = {
  iPad: apple('iPad; CPU OS 18_6 like Mac OS X', '18.6'),
  iPhone: apple('iPhone; CPU iPhone OS 18_6 like Mac OS X', '18.6'),
  android: chrome('Linux; Android 15; Pixel 8', 'Mobile Safari/537.36'),
  samsung:
    'Mozilla/5.0 (Linux; Android 15; SM-A556B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  edge: chrome('Windows NT 10.0; Win64; x64', 'Safari/537.36 Edg/141.0.0.0'),
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  chromebook: chrome('X11; CrOS x86_64 16328.65.0', 'Safari/537.36'),
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
  old: undefined,
};
type Device = keyof typeof DEVICES;

/** Name, device, channel, and what is special about them. */
type Row = [
  name: string,
  device: Device,
  channel: string,
  special?: Partial<Pick<Pupil, 'status' | 'isTyping' | 'delay'>>,
];

const ROWS: readonly Row[] = [
  ['Anna Lindner', 'iPad', 'brückenbau', { isTyping: true }],
  ['Ayşe Kaya', 'android', 'hausaufgaben'],
  ['Ben Carter', 'edge', 'brückenbau'],
  ['Chloé Dubois', 'iPhone', 'exchange-leeds', { status: 'away' }],
  ['Clara Vogt', 'iPad', 'general'],
  ['Dmytro Kovalenko', 'android', 'general', { delay: 38 }],
  ['Elif Şahin', 'iPad', 'brückenbau', { isTyping: true }],
  ['Emil Braun', 'old', 'general'],
  ['Emma Krüger', 'chromebook', 'brückenbau'],
  ['Finn Jäger', 'samsung', 'general', { status: 'away' }],
  ['Franziska-Luise Hohenstein-Weiß', 'edge', 'technik-hilfe', { delay: 21 }],
  ['Grace Williams', 'mac', 'exchange-leeds', { isTyping: true }],
  ['Ida Brandt', 'iPad', 'brückenbau'],
  ['Jonas Weber', 'iPad', 'brückenbau', { status: 'busy' }],
  ['Lena Hoffmann', 'chromebook', 'exchange-leeds'],
  ['Leonie Maier', 'iPhone', 'general'],
  ['Liam O’Connor', 'windows', 'exchange-leeds'],
  ['Łukasz Kowalski', 'android', 'brückenbau', { delay: 26 }],
  ['Mateo García', 'iPad', 'hausaufgaben'],
  ['Mehmet Yılmaz', 'android', 'brückenbau', { isTyping: true, delay: 18 }],
  ['Mia Groß', 'iPad', 'brückenbau'],
  ['Minh Anh Nguyễn', 'iPhone', 'general'],
  ['Noah Schäfer', 'edge', 'technik-hilfe', { isTyping: true }],
  ['Oliver Bennett', 'mac', 'exchange-leeds', { delay: 4 }],
  ['Oskar Lehmann', 'linux', 'technik-hilfe', { delay: 3 }],
  ['Paul Böttcher', 'iPad', 'brückenbau'],
  ['Priya Nair', 'android', 'exchange-leeds', { delay: 243 }],
  ['Ronja Seidel', 'iPad', 'hausaufgaben'],
  ['Samuel Adeyemi', 'windows', 'brückenbau'],
  ['Sofia Marino', 'iPhone', 'brückenbau'],
  ['Theo Winkler', 'old', 'general'],
  ['Tom Ashworth', 'mac', 'exchange-leeds'],
  ['Valentina Rossi', 'iPad', 'general', { status: 'away' }],
  ['Wiktoria Zielińska', 'chromebook', 'hausaufgaben'],
  ['Yusuf Demir', 'samsung', 'brückenbau', { delay: 31 }],
  ['Zoe Hartmann', 'iPad', 'general'],
  ['Олена Шевченко', 'iPad', 'hausaufgaben'],
  ['ليلى الأحمد', 'android', 'brückenbau', { delay: 16 }],
  ['Fabian Richter', 'edge', 'brückenbau'],
];

/** The same in each run. */
function idOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}

/** All but the teacher. */
export const PUPILS: readonly Pupil[] = ROWS.map(([name, device, channel, special], index) => ({
  id: idOf(name),
  name,
  channel,
  userAgent: DEVICES[device],
  address: 31 + index,
  status: 'online',
  isTyping: false,
  delay: 5 + ((index * 7) % 9),
  ...special,
}));

/** At the host's own computer. */
export const TEACHER = {
  id: idOf('Martina Keller'),
  name: 'Martina Keller',
  userAgent: DEVICES.linux,
  channel: 'brückenbau',
};

/** What the room is divided into, with topics. */
export const CHANNELS: readonly { name: string; description: string }[] = [
  { name: 'brückenbau', description: 'Modell bis Freitag: 60 cm, trägt 2 kg' },
  { name: 'hausaufgaben', description: 'Nur Fragen zu Aufgaben, keine Lösungen' },
  { name: 'exchange-leeds', description: 'Our partners from Leeds, English please' },
  { name: 'technik-hilfe', description: 'Wenn etwas nicht lädt' },
];

/** What is said, again and again. */
export const SENTENCES: readonly string[] = [
  'Welche Balsaleisten nehmt ihr?',
  '3 mm, die 2 mm biegen sich zu sehr',
  'Ours broke at 1.4 kg',
  'Habt ihr die Dreiecke verstärkt?',
  'Ja, mit Zwickeln aus Pappe',
  'Messwerte sind in der Tabelle',
  'Can somebody check the force in the middle?',
  'Seite 84, Aufgabe 3b',
  'Ich habe 12,4 N',
  'Me too',
  'Danke!',
  'Der Kleber braucht noch zehn Minuten',
  'Wir sind fertig',
  'Foto kommt gleich',
];
