// The room around the talk.

const en = {
  skipToWriting: 'Skip to writing',
  skipToMessages: 'Skip to the messages',
  channels: 'Channels',
  close: 'Close',
  openChannels: 'Channels',
  openChannelsUnread: (unread: number, mentions: number) =>
    `Channels, ${String(unread)} unread${mentions > 0 ? `, ${String(mentions)} with your name` : ''}`,
  jump: 'Jump to …',
  allKeys: 'All keys',
  settings: 'Your name and settings',
  peopleHere: (count: number) => `People, ${String(count)}`,
  partUnreachable: 'This part of the page is not loaded yet, and the room does not answer just now.',
  partRetry: 'Try again',
  partGone: 'The page has to be loaded anew for this. Drafts and messages on their way come along.',
  partReload: 'Reload',
  brokenTitle: 'Something went wrong here',
  broken: 'The rest of the page goes on. Your messages are safe.',
  brokenRetry: 'Show it again',
};

const de: typeof en = {
  skipToWriting: 'Zum Schreiben springen',
  skipToMessages: 'Zu den Nachrichten springen',
  channels: 'Kanäle',
  close: 'Schließen',
  openChannels: 'Kanäle',
  openChannelsUnread: (unread, mentions) =>
    `Kanäle, ${String(unread)} ungelesen${mentions > 0 ? `, ${String(mentions)} mit deinem Namen` : ''}`,
  jump: 'Springe zu …',
  allKeys: 'Alle Tasten',
  settings: 'Dein Name und Einstellungen',
  peopleHere: (count) => `Personen, ${String(count)}`,
  partUnreachable: 'Dieser Teil der Seite ist noch nicht geladen, und der Raum antwortet gerade nicht.',
  partRetry: 'Noch einmal versuchen',
  partGone: 'Dafür muss die Seite neu geladen werden. Entwürfe und Nachrichten auf dem Weg kommen mit.',
  partReload: 'Neu laden',
  brokenTitle: 'Hier ging etwas schief',
  broken: 'Alles andere läuft weiter. Deine Nachrichten sind sicher.',
  brokenRetry: 'Noch einmal zeigen',
};

export const roomTexts = { en, de };
