// The window's frame.

const en = { views: 'Views', people: 'People', channels: 'Channels', settings: 'Settings', openChat: 'Open chat' };

const de: typeof en = { views: 'Ansichten', people: 'Personen', channels: 'Kanäle', settings: 'Einstellungen', openChat: 'Chat öffnen' };

export const appTexts = { en, de };
