// The window's frame.

const en = {
  views: 'Views', people: 'People', channels: 'Channels', settings: 'Settings', openChat: 'Open chat',
  brokenTitle: 'This part of the window broke', broken: 'The server goes on running, and nobody in the room notices.', brokenRetry: 'Draw it again',
};

const de: typeof en = {
  views: 'Ansichten', people: 'Personen', channels: 'Kanäle', settings: 'Einstellungen', openChat: 'Chat öffnen',
  brokenTitle: 'Dieser Teil des Fensters ist kaputtgegangen', broken: 'Der Server läuft weiter, im Raum merkt niemand etwas davon.', brokenRetry: 'Neu zeichnen',
};

export const appTexts = { en, de };
