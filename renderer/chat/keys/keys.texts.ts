// What keys do. The names of keys are those printed on them.

const en = {
  title: 'All keys',
  close: 'Close',
  ctrl: 'Ctrl',
  command: '⌘',
  alt: 'Alt',
  shift: 'Shift',
  escape: 'Esc',
  enter: 'Enter',
  jump: 'Jump to a channel or person',
  next: 'Next channel',
  previous: 'Previous channel',
  send: 'Send',
  newLine: 'New line',
  closeWhat: 'Close what is open',
  complete: 'Complete a name, channel or emoji',
  list: 'This list',
  write: 'Start writing from anywhere: just type',
};

const de: typeof en = {
  title: 'Alle Tasten',
  close: 'Schließen',
  ctrl: 'Strg',
  command: '⌘',
  alt: 'Alt',
  shift: 'Umschalt',
  escape: 'Esc',
  enter: 'Enter',
  jump: 'Zu Kanal oder Person springen',
  next: 'Nächster Kanal',
  previous: 'Voriger Kanal',
  send: 'Senden',
  newLine: 'Neue Zeile',
  closeWhat: 'Schließen, was offen ist',
  complete: 'Namen, Kanal oder Emoji ergänzen',
  list: 'Diese Liste',
  write: 'Von überall losschreiben: einfach tippen',
};

export const keyTexts = { en, de };
