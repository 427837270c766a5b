// The window's frame.

const en = {
  views: 'Views',
  people: 'People',
  channels: 'Channels',
  settings: 'Settings',
  openChat: 'Open chat',
  brokenTitle: 'This part of the window broke',
  broken: 'The server goes on running, and nobody in the room notices.',
  brokenRetry: 'Draw it again',
  nothingTitle: 'The window has nothing to show',
  nothing: 'Quit Lanline and start it again. The room’s messages and files are kept.',
};

const de: typeof en = {
  views: 'Ansichten',
  people: 'Personen',
  channels: 'Kanäle',
  settings: 'Einstellungen',
  openChat: 'Chat öffnen',
  brokenTitle: 'Dieser Teil des Fensters ist kaputtgegangen',
  broken: 'Der Server läuft weiter, im Raum merkt niemand etwas davon.',
  brokenRetry: 'Neu zeichnen',
  nothingTitle: 'Das Fenster kann nichts anzeigen',
  nothing: 'Beende Lanline und starte es neu. Nachrichten und Dateien bleiben.',
};

export const appTexts = { en, de };
