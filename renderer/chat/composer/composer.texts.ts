// Where people write.
import { isolate } from '../../ui/isolate.ts';

const en = {
  // a name that ends its sentence turns nothing
  message: (channel: string) => `Message #${channel}`,
  send: 'Send',
  addFiles: 'Add files',
  emoji: 'Emoji',
  enterSends: 'Enter sends, Shift+Enter for a new line',
  enterBreaks: 'Ctrl+Enter sends, Enter for a new line',
  enterBreaksMac: '⌘+Enter sends, Enter for a new line',
  waiting: (count: number) =>
    count === 1 ? 'One message waits here' : `${String(count)} messages wait here`,
  left: (count: string) => `${count} characters left`,
  over: (count: string) => `${count} characters too many`,
  people: 'People',
  channels: 'Channels',
  emojis: 'Emoji',
  you: 'you',
  search: 'Search emoji',
  loading: 'Loading emoji',
  none: (search: string) => `Nothing found for “${isolate(search)}”`,
  picker: 'Choose an emoji',
  skinTone: 'Skin tone',
};

const de: typeof en = {
  message: (channel) => `Nachricht an #${channel}`,
  send: 'Senden',
  addFiles: 'Dateien anhängen',
  emoji: 'Emoji',
  enterSends: 'Enter sendet, Umschalt+Enter für neue Zeile',
  enterBreaks: 'Strg+Enter sendet, Enter für neue Zeile',
  enterBreaksMac: '⌘+Enter sendet, Enter für neue Zeile',
  waiting: (count) =>
    count === 1 ? 'Eine Nachricht wartet hier' : `${String(count)} Nachrichten warten hier`,
  left: (count) => `noch ${count} Zeichen`,
  over: (count) => `${count} Zeichen zu viel`,
  people: 'Personen',
  channels: 'Kanäle',
  emojis: 'Emoji',
  you: 'du',
  search: 'Emoji suchen',
  loading: 'Emoji werden geladen',
  none: (search) => `Nichts gefunden zu „${isolate(search)}“`,
  picker: 'Emoji aussuchen',
  skinTone: 'Hautton',
};

export const composerTexts = { en, de };
