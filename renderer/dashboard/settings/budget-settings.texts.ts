// Settings of what one client, one address and everybody may take of this computer.

export interface AboutSetting {
  label: string;
  hint: string;
  expected: string;
}

const en = {
  channelMemory: {
    label: 'Memory for messages',
    hint: 'For the newest ones of all channels together; what does not fit is read from the disk',
    expected: 'Write a size such as 64 MB.',
  },
  answerMemory: {
    label: 'Memory for message lists',
    hint: 'Lists that several people load are kept for the next one',
    expected: 'Write a size such as 16 MB.',
  },
  answersPerAddress: {
    label: 'Lists at once for one address',
    hint: 'Message lists loaded over HTTP at the same time; further ones wait',
    expected: 'This has to be a whole number from 1 to 10000.',
  },
  answerBurst: {
    label: 'Lists for one address',
    hint: 'Size of the message lists that one address gets without waiting',
    expected: 'Write a size such as 16 MB.',
  },
  answerRate: {
    label: 'Lists a second for one address',
    hint: 'Size of the message lists that one address gets each second after that',
    expected: 'Write a size such as 4 MB.',
  },
  answerRateInAll: {
    label: 'Lists a second for everybody',
    hint: 'Size of the message lists that are made each second; less leaves more time for new messages',
    expected: 'Write a size such as 8 MB.',
  },
  unreadPerConnection: {
    label: 'Unread data of one connection',
    hint: 'A device that does not read what it is sent is disconnected beyond this, and catches up later',
    expected: 'Write a size such as 8 MB.',
  },
  unreadPerAddress: {
    label: 'Unread data of one address',
    hint: 'The same for all connections of one address together',
    expected: 'Write a size such as 8 MB.',
  },
  unreadInAll: {
    label: 'Unread data of everybody',
    hint: 'The same for all connections together',
    expected: 'Write a size such as 128 MB.',
  },
  connectionRate: {
    label: 'New connections a second',
    hint: 'From one address; 20 times as many at once, as when a whole class comes back',
    expected: 'This has to be a whole number from 1 to 100000.',
  },
} satisfies Record<string, AboutSetting>;

const de: Record<keyof typeof en, AboutSetting> = {
  channelMemory: {
    label: 'Speicher für Nachrichten',
    hint: 'Für die neuesten aller Kanäle zusammen; was nicht hineinpasst, wird von der Platte gelesen',
    expected: 'Schreib eine Größe wie 64 MB.',
  },
  answerMemory: {
    label: 'Speicher für Nachrichtenlisten',
    hint: 'Listen, die mehrere laden, werden für die Nächsten aufgehoben',
    expected: 'Schreib eine Größe wie 16 MB.',
  },
  answersPerAddress: {
    label: 'Gleichzeitige Listen je Adresse',
    hint: 'Nachrichtenlisten, die gleichzeitig über HTTP geladen werden; weitere warten',
    expected: 'Das muss eine ganze Zahl von 1 bis 10000 sein.',
  },
  answerBurst: {
    label: 'Listen je Adresse',
    hint: 'Größe der Nachrichtenlisten, die eine Adresse ohne Warten bekommt',
    expected: 'Schreib eine Größe wie 16 MB.',
  },
  answerRate: {
    label: 'Listen je Sekunde und Adresse',
    hint: 'Größe der Nachrichtenlisten, die eine Adresse danach in jeder Sekunde bekommt',
    expected: 'Schreib eine Größe wie 4 MB.',
  },
  answerRateInAll: {
    label: 'Listen je Sekunde für alle',
    hint: 'Größe der Nachrichtenlisten je Sekunde; weniger lässt mehr Zeit für neue Nachrichten',
    expected: 'Schreib eine Größe wie 8 MB.',
  },
  unreadPerConnection: {
    label: 'Ungelesenes je Verbindung',
    hint: 'Ein Gerät, das nicht liest, was es bekommt, wird darüber getrennt und holt später auf',
    expected: 'Schreib eine Größe wie 8 MB.',
  },
  unreadPerAddress: {
    label: 'Ungelesenes je Adresse',
    hint: 'Dasselbe für alle Verbindungen einer Adresse zusammen',
    expected: 'Schreib eine Größe wie 8 MB.',
  },
  unreadInAll: {
    label: 'Ungelesenes von allen',
    hint: 'Dasselbe für alle Verbindungen zusammen',
    expected: 'Schreib eine Größe wie 128 MB.',
  },
  connectionRate: {
    label: 'Neue Verbindungen je Sekunde',
    hint: 'Von einer Adresse; auf einmal 20-mal so viele, etwa wenn eine ganze Klasse zurückkommt',
    expected: 'Das muss eine ganze Zahl von 1 bis 100000 sein.',
  },
};

export const budgetTexts = { en, de };
