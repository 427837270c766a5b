// What is said above the messages: the connection, and what else one should know.
import { isolate } from '../../ui/isolate.ts';

const en = {
  tryNow: 'Try now',
  comeBack: 'Come back',
  reload: 'Reload',
  understood: 'OK',
  inSeconds: (seconds: number) => `, trying again in ${String(seconds)} s`,
  lost: 'Connection lost',
  lostText:
    'Keep writing, it is sent by itself. To check: are you in the same Wi-Fi, is the host’s computer awake?',
  deviceOffline: 'This device is not in a network',
  deviceOfflineText: 'Keep writing, it is sent by itself. To check: is Wi-Fi on, and is it the host’s?',
  closed: 'The host has closed the room',
  closedText:
    'Keep reading and writing. When the room opens again, you are back by yourself and everything is sent.',
  restarts: 'The room starts anew',
  restartsText: 'Keep reading and writing. In a moment you are back by yourself and everything is sent.',
  sleeping: 'The host’s computer is asleep',
  sleepingText: 'Keep reading and writing. When it wakes, you are back by yourself and everything is sent.',
  waiting: 'The room does not let you in yet',
  kicked: (time: string) => `The host has sent you out until ${time}`,
  kickedOver: 'The host had sent you out',
  kickedText: 'What you have not sent yet stays here. You can come back then.',
  kickedOverText: 'What you have not sent yet stays here. You can come back now.',
  back: 'Connected again',
  cannotReach: 'The room does not answer',
  cannotReachText:
    'It is tried again by itself. To check: are you in the same Wi-Fi, is the host’s computer awake?',
  incomplete: 'A part of this page could not be loaded',
  old: 'There is a newer version of this page',
  oldText: 'Drafts and messages on their way come along.',
  denied: 'This browser keeps nothing',
  deniedText:
    'When you close or reload the page, your name, drafts and unsent messages are gone. A normal, not private, window would keep them.',
  deleted: (channel: string) => `#${isolate(channel)} was deleted`,
  deletedText: (now: string) => `The host has deleted it. You are in #${isolate(now)} now.`,
  stranded: (channel: string | null, count: number) =>
    `${channel === null ? 'The channel' : `#${isolate(channel)}`} was deleted: ${count === 1 ? 'a message' : `${String(count)} messages`} could not be sent`,
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Select it and copy it by hand',
  discard: 'Discard',
};

const de: typeof en = {
  tryNow: 'Jetzt versuchen',
  comeBack: 'Wiederkommen',
  reload: 'Neu laden',
  understood: 'OK',
  inSeconds: (seconds) => `, neuer Versuch in ${String(seconds)} s`,
  lost: 'Keine Verbindung',
  lostText:
    'Schreib ruhig weiter, gesendet wird von selbst. Zu prüfen: selbes WLAN? Ist der Computer, auf dem der Raum läuft, wach?',
  deviceOffline: 'Dieses Gerät ist in keinem Netz',
  deviceOfflineText:
    'Schreib ruhig weiter, gesendet wird von selbst. Zu prüfen: Ist WLAN an, und ist es das richtige?',
  closed: 'Der Raum wurde geschlossen',
  closedText:
    'Lies und schreib ruhig weiter. Öffnet er wieder, bist du von selbst zurück, und alles wird gesendet.',
  restarts: 'Der Raum startet neu',
  restartsText: 'Lies und schreib ruhig weiter. Gleich bist du von selbst zurück, und alles wird gesendet.',
  sleeping: 'Der Computer des Raums schläft',
  sleepingText:
    'Lies und schreib ruhig weiter. Wacht er auf, bist du von selbst zurück, und alles wird gesendet.',
  waiting: 'Der Raum lässt dich noch nicht hinein',
  kicked: (time) => `Du wurdest bis ${time} hinausgeschickt`,
  kickedOver: 'Du wurdest hinausgeschickt',
  kickedText: 'Was noch nicht gesendet ist, bleibt hier. Danach kannst du wiederkommen.',
  kickedOverText: 'Was noch nicht gesendet ist, bleibt hier. Du kannst jetzt wiederkommen.',
  back: 'Wieder verbunden',
  cannotReach: 'Der Raum antwortet nicht',
  cannotReachText:
    'Es wird von selbst wieder versucht. Zu prüfen: selbes WLAN? Ist der Computer, auf dem der Raum läuft, wach?',
  incomplete: 'Ein Teil dieser Seite ließ sich nicht laden',
  old: 'Es gibt eine neuere Version dieser Seite',
  oldText: 'Entwürfe und Nachrichten auf dem Weg kommen mit.',
  denied: 'Dieser Browser behält nichts',
  deniedText:
    'Schließt oder lädst du die Seite neu, sind Name, Entwürfe und nicht Gesendetes weg. Ein normales statt eines privaten Fensters behielte sie.',
  deleted: (channel) => `#${isolate(channel)} wurde gelöscht`,
  deletedText: (now) => `Den Kanal gibt es nicht mehr. Du bist jetzt in #${isolate(now)}.`,
  stranded: (channel, count) =>
    `${channel === null ? 'Der Kanal' : `#${isolate(channel)}`} wurde gelöscht: ${count === 1 ? 'Eine Nachricht konnte' : `${String(count)} Nachrichten konnten`} nicht gesendet werden`,
  copy: 'Kopieren',
  copied: 'Kopiert',
  notCopied: 'Markiere es und kopiere es von Hand',
  discard: 'Verwerfen',
};

export const connectionTexts = { en, de };
