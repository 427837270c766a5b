// The list of messages.
import { isolate } from '../../ui/isolate.ts';

const en = {
  log: (channel: string) => `Messages in #${channel}`,
  today: 'Today', yesterday: 'Yesterday', newSince: 'New since you left', you: 'you',
  said: (name: string, time: string) => `${isolate(name)}, ${time}`,
  sending: 'Sending', waits: 'Waits for the connection', notSent: (reason: string) => `Not sent: ${reason}`,
  retry: 'Retry', discard: 'Discard', copy: 'Copy', copied: 'Copied', notCopied: 'Select the text and copy it by hand',
  toNewest: 'To the newest', newCount: (count: string) => `${count} new`,
  start: (channel: string) => `This is the beginning of #${isolate(channel)}`, empty: 'Nobody has written anything yet. Say hello!',
  startText: 'Everything that was written here since is below.', loadingOlder: 'Loading older messages', loadFailed: 'Older messages could not be loaded.', loadAgain: 'Try again',
  showAll: 'Show all', showLess: 'Show less', code: (lang: string) => (lang === '' ? 'Code' : `Code, ${lang}`), copyCode: 'Copy code', openChannel: (name: string) => `Open #${isolate(name)}`,
  reasons: {
    empty: 'there was nothing in it.', too_long: 'it is too long.', not_found: 'the channel or the file is gone.', forbidden: 'this is not allowed.', identity_taken: 'this device is not known here.',
    storage_full: 'the host’s disk is full.', storage_failed: 'the host’s computer could not store it.', rate_limited: 'too many messages at once.', other: 'the server did not take it.',
  },
  waiting: { rate_limited: 'Waits a moment: many messages at once', storage_full: 'Waits: the host’s disk is full', storage_failed: 'Waits: the host’s computer cannot store it right now', other: 'Waits for the server' },
};

const de: typeof en = {
  log: (channel) => `Nachrichten in #${channel}`,
  today: 'Heute', yesterday: 'Gestern', newSince: 'Neu, seit du weg warst', you: 'du',
  said: (name, time) => `${isolate(name)}, ${time}`,
  sending: 'Wird gesendet', waits: 'Wartet auf die Verbindung', notSent: (reason) => `Nicht gesendet: ${reason}`,
  retry: 'Noch einmal', discard: 'Verwerfen', copy: 'Kopieren', copied: 'Kopiert', notCopied: 'Markiere den Text und kopiere ihn von Hand',
  toNewest: 'Zum Neuesten', newCount: (count) => `${count} neu`,
  start: (channel) => `Hier beginnt #${isolate(channel)}`, empty: 'Noch hat niemand etwas geschrieben. Sag Hallo!',
  startText: 'Alles, was seither geschrieben wurde, steht darunter.', loadingOlder: 'Ältere Nachrichten werden geladen', loadFailed: 'Ältere Nachrichten ließen sich nicht laden.', loadAgain: 'Noch einmal versuchen',
  showAll: 'Alles zeigen', showLess: 'Weniger zeigen', code: (lang) => (lang === '' ? 'Code' : `Code, ${lang}`), copyCode: 'Code kopieren', openChannel: (name) => `#${isolate(name)} öffnen`,
  reasons: {
    empty: 'es stand nichts darin.', too_long: 'sie ist zu lang.', not_found: 'den Kanal oder die Datei gibt es nicht mehr.', forbidden: 'das ist nicht erlaubt.', identity_taken: 'dieses Gerät ist hier nicht bekannt.',
    storage_full: 'beim Gastgeber ist der Speicher voll.', storage_failed: 'der Computer des Gastgebers konnte sie nicht speichern.', rate_limited: 'zu viele Nachrichten auf einmal.', other: 'der Server hat sie nicht angenommen.',
  },
  waiting: { rate_limited: 'Wartet kurz: viele Nachrichten auf einmal', storage_full: 'Wartet: beim Gastgeber ist der Speicher voll', storage_failed: 'Wartet: der Computer des Gastgebers kann gerade nicht speichern', other: 'Wartet auf den Server' },
};

export const messageTexts = { en, de };
